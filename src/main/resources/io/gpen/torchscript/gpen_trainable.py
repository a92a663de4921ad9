# GPEN's FullGenerator with the reference's own parameter names and unfolded weights, and StyleGAN2's
# generator, which is part of it. Its layers are in equalized.py; its blurs, modulated
# convolutions and what belongs together in gpen_blurs.py and gpen_layers.py for training, in
# gpen_blurs_reference.py and gpen_layers_reference.py for the yardstick.
# Source: face_model/gpen_model.py of the reference.
#
# TorchScript text, read by libtorch's parser and never by Python. A line that ends in "# each NAME"
# stands for one line per number of that range; {NAME} is the number.

class ToRgbFirst(Module):
  __parameters__ = ["bias"]
  bias : Tensor
  conv : __torch__.ModulatedToRgb
  def forward(self, x: List[Tensor], latent: Tensor) -> Tensor:
    return self.conv.forward(x, latent) + self.bias

class ToRgb(Module):
  __parameters__ = ["bias"]
  bias : Tensor
  upsample : __torch__.Upsample
  conv : __torch__.ModulatedToRgb
  def forward(self, x: List[Tensor], latent: Tensor, skip: Tensor) -> Tensor:
    return self.conv.forward(x, latent) + self.bias + self.upsample.forward(skip)

class ConstantInput(Module):
  __parameters__ = ["input"]
  input : Tensor
  def forward(self, batch: int) -> Tensor:
    # With the channels last in memory, as in all that follows.
    return self.input.repeat([batch, 1, 1, 1]).contiguous(memory_format=2)

class Style(Module):
  __annotations__["{layer}"] = __torch__.EqualLinear  # each layer
  def forward(self, x: Tensor) -> Tensor:
    z = x * torch.rsqrt(torch.mean(x * x, [1], True) + 1e-08)
    for linear in [
      getattr(self, "{layer}"),  # each layer
    ]:
      z = linear.forward(z)
    return z

class Convs(Module):
  __annotations__["{up}"] = __torch__.StyledConvUp  # each up
  __annotations__["{same}"] = __torch__.StyledConv  # each same
  def ups(self) -> List[__torch__.StyledConvUp]:
    return [
      getattr(self, "{up}"),  # each up
    ]
  def sames(self) -> List[__torch__.StyledConv]:
    return [
      getattr(self, "{same}"),  # each same
    ]

class ToRgbs(Module):
  __annotations__["{rgb}"] = __torch__.ToRgb  # each rgb
  def all(self) -> List[__torch__.ToRgb]:
    return [
      getattr(self, "{rgb}"),  # each rgb
    ]

class Generator(Module):
  style : __torch__.Style
  input : __torch__.ConstantInput
  conv1 : __torch__.StyledConv
  to_rgb1 : __torch__.ToRgbFirst
  convs : __torch__.Convs
  to_rgbs : __torch__.ToRgbs
  def layers(self) -> int:
    # How many latents a picture takes.
    return 2 * len(self.convs.ups()) + 2
  def forward(self, latents: Tensor, features: List[Optional[Tensor]], stages: Optional[List[Tensor]]) -> Tensor:
    # latents: one per layer, (batch, layers, width). features: one per resolution, the smallest (4 px)
    # first; None for noise.
    x = self.conv1.forward([self.input.forward(latents.size(0))], latents[:, 0], features[0])
    rgb = self.to_rgb1.forward(x, latents[:, 1])
    if stages is not None:
      stages.append(torch.cat(x))
      stages.append(rgb)
    ups = self.convs.ups()
    sames = self.convs.sames()
    to_rgbs = self.to_rgbs.all()
    for i in range(len(ups)):
      up = ups[i].forward(x, latents[:, 2 * i + 1], features[i + 1])
      x = sames[i].forward(up, latents[:, 2 * i + 2], features[i + 1])
      rgb = to_rgbs[i].forward(x, latents[:, 2 * i + 3], rgb)
      if stages is not None:
        stages.append(torch.cat(up))
        stages.append(torch.cat(x))
        stages.append(rgb)
    return rgb
  def from_noise(self, latents: Tensor) -> Tensor:
    features = annotate(List[Optional[Tensor]], [None for i in range(len(self.convs.ups()) + 1)])
    return self.forward(latents, features, None)

class EncoderStem(Module):
  __annotations__["0"] = __torch__.SameLayer
  def forward(self, x: Tensor) -> Tensor:
    return getattr(self, "0").forward(x)

class EncoderLevel(Module):
  __annotations__["0"] = __torch__.DownLayer
  def forward(self, x: Tensor) -> Tensor:
    # Small maps have their channels first: that way oneDNN adds up many channels more exactly.
    y = getattr(self, "0").forward(x)
    return y.contiguous() if y.size(3) <= 16 else y

class FinalLinear(Module):
  __annotations__["0"] = __torch__.EqualLinear
  def forward(self, x: Tensor) -> Tensor:
    return getattr(self, "0").forward(x)

class Network(Module):
  ecd0 : __torch__.EncoderStem
  ecd{level} : __torch__.EncoderLevel  # each level
  final_linear : __torch__.FinalLinear
  generator : __torch__.Generator

  def encode(self, x: Tensor) -> List[Tensor]:
    # One feature per resolution, the largest first.
    features = [self.ecd0.forward(x)]
    for level in [
      self.ecd{level},  # each level
    ]:
      features.append(level.forward(features[-1]))
    return features

  def decode(self, latents: Tensor, features: List[Tensor], stages: Optional[List[Tensor]]) -> Tensor:
    smallest_first = annotate(List[Optional[Tensor]], [feature for feature in features[::-1]])
    return self.generator.forward(latents, smallest_first, stages)

  def latent(self, x: Tensor) -> Tensor:
    return self.latent_of(self.encode(x))

  def latent_of(self, features: List[Tensor]) -> Tensor:
    return self.generator.style.forward(self.final_linear.forward(features[-1].flatten(1)))

  def with_latents(self, x: Tensor) -> Tuple[Tensor, Tensor]:
    # The restored picture, and the latents of its layers, (batch, layers, width).
    features = self.encode(x)
    latents = self.latent_of(features).unsqueeze(1).repeat([1, self.generator.layers(), 1])
    return (self.decode(latents, features, None), latents)

  def forward(self, x: Tensor) -> Tensor:
    # RGB in [-1, 1], (batch, 3, size, size), to the restored picture in the same form.
    picture, latents = self.with_latents(x)
    return picture

  def stages(self, x: Tensor) -> List[Tensor]:
    # What every encoder level, the final linear layer, the style network, and every styled
    # convolution and toRGB layer give, in this order.
    features = self.encode(x)
    code = self.final_linear.forward(features[-1].flatten(1))
    latent = self.generator.style.forward(code)
    stages = annotate(List[Tensor], features + [code, latent])
    latents = latent.unsqueeze(1).repeat([1, self.generator.layers(), 1])
    rgb = self.decode(latents, features, stages)
    return stages
