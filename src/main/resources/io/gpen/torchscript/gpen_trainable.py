# GPEN's FullGenerator with the reference's own parameter names and unfolded weights. Its layers are in
# equalized.py, its blurs in gpen_blurs.py for training and in gpen_blurs_reference.py for the yardstick.
# Source: face_model/gpen_model.py of the reference.
#
# TorchScript text, read by libtorch's parser and never by Python. A line that ends in "# each NAME"
# stands for one line per number of that range; {NAME} is the number.

def modulate(weight: Tensor, style: Tensor) -> Tensor:
  # (1, out, in, k, k) scaled per sample and input channel: (batch, out, in, k, k).
  fan_in = weight.size(2) * weight.size(3) * weight.size(4)
  return weight * (1.0 / float(fan_in) ** 0.5) * style.reshape([style.size(0), 1, -1, 1, 1])

def demodulate(weight: Tensor) -> Tensor:
  return weight * torch.rsqrt(weight.pow(2).sum([2, 3, 4], True) + 1e-08)

class ModulatedConv2d(Module):
  __parameters__ = ["weight"]
  weight : Tensor
  modulation : __torch__.EqualLinear
  def forward(self, x: Tensor, latent: Tensor) -> Tensor:
    weight = __torch__.demodulate(__torch__.modulate(self.weight, self.modulation.forward(latent)))
    b, out_channels, in_channels, k, k2 = weight.shape
    flat = x.reshape([1, b * in_channels, x.size(2), x.size(3)])
    kernels = weight.reshape([b * out_channels, in_channels, k, k])
    y = torch.conv2d(flat, kernels, None, [1, 1], [1, 1], [1, 1], b)
    return y.reshape([b, out_channels, y.size(2), y.size(3)])

class ModulatedConv2dUp(Module):
  __parameters__ = ["weight"]
  weight : Tensor
  modulation : __torch__.EqualLinear
  blur : __torch__.Blur
  def forward(self, x: Tensor, latent: Tensor) -> Tensor:
    weight = __torch__.demodulate(__torch__.modulate(self.weight, self.modulation.forward(latent)))
    b, out_channels, in_channels, k, k2 = weight.shape
    flat = x.reshape([1, b * in_channels, x.size(2), x.size(3)])
    kernels = weight.transpose(1, 2).reshape([b * in_channels, out_channels, k, k])
    y = torch.conv_transpose2d(flat, kernels, None, [2, 2], [0, 0], [0, 0], b)
    return self.blur.forward(y.reshape([b, out_channels, y.size(2), y.size(3)]))

class ModulatedToRgb(Module):
  __parameters__ = ["weight"]
  weight : Tensor
  modulation : __torch__.EqualLinear
  def forward(self, x: Tensor, latent: Tensor) -> Tensor:
    weight = __torch__.modulate(self.weight, self.modulation.forward(latent))
    b, c, h, w = x.shape
    flat = x.reshape([1, b * c, h, w])
    y = torch.conv2d(flat, weight.reshape([3 * b, c, 1, 1]), None, [1, 1], [0, 0], [1, 1], b)
    return y.reshape([b, 3, h, w])

class NoiseInjection(Module):
  __parameters__ = ["weight"]
  weight : Tensor
  def forward(self, x: Tensor, feature: Tensor) -> Tensor:
    # The encoder's feature takes the place of StyleGAN2's noise and is concatenated, not added.
    return torch.cat([x, self.weight * feature], 1)

class StyledConv(Module):
  conv : __torch__.ModulatedConv2d
  noise : __torch__.NoiseInjection
  activate : __torch__.FusedLeakyReLU
  def forward(self, x: Tensor, latent: Tensor, feature: Tensor) -> Tensor:
    y = self.conv.forward(x, latent)
    return self.activate.forward(self.noise.forward(y, feature))

class StyledConvUp(Module):
  conv : __torch__.ModulatedConv2dUp
  noise : __torch__.NoiseInjection
  activate : __torch__.FusedLeakyReLU
  def forward(self, x: Tensor, latent: Tensor, feature: Tensor) -> Tensor:
    y = self.conv.forward(x, latent)
    return self.activate.forward(self.noise.forward(y, feature))

class ToRgbFirst(Module):
  __parameters__ = ["bias"]
  bias : Tensor
  conv : __torch__.ModulatedToRgb
  def forward(self, x: Tensor, latent: Tensor) -> Tensor:
    return self.conv.forward(x, latent) + self.bias

class ToRgb(Module):
  __parameters__ = ["bias"]
  bias : Tensor
  upsample : __torch__.Upsample
  conv : __torch__.ModulatedToRgb
  def forward(self, x: Tensor, latent: Tensor, skip: Tensor) -> Tensor:
    return self.conv.forward(x, latent) + self.bias + self.upsample.forward(skip)

class ConstantInput(Module):
  __parameters__ = ["input"]
  input : Tensor
  def forward(self, batch: int) -> Tensor:
    return self.input.repeat([batch, 1, 1, 1])

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
  def forward(self, latent: Tensor, features: List[Tensor], stages: Optional[List[Tensor]]) -> Tensor:
    # features: one per resolution, the smallest (4 px) first.
    x = self.conv1.forward(self.input.forward(latent.size(0)), latent, features[0])
    rgb = self.to_rgb1.forward(x, latent)
    if stages is not None:
      stages.append(x)
      stages.append(rgb)
    ups = self.convs.ups()
    sames = self.convs.sames()
    to_rgbs = self.to_rgbs.all()
    for i in range(len(ups)):
      up = ups[i].forward(x, latent, features[i + 1])
      x = sames[i].forward(up, latent, features[i + 1])
      rgb = to_rgbs[i].forward(x, latent, rgb)
      if stages is not None:
        stages.append(up)
        stages.append(x)
        stages.append(rgb)
    return rgb

class EncoderStem(Module):
  __annotations__["0"] = __torch__.SameLayer
  def forward(self, x: Tensor) -> Tensor:
    return getattr(self, "0").forward(x)

class EncoderLevel(Module):
  __annotations__["0"] = __torch__.DownLayer
  def forward(self, x: Tensor) -> Tensor:
    return getattr(self, "0").forward(x)

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

  def forward(self, x: Tensor) -> Tensor:
    # RGB in [-1, 1], (batch, 3, size, size), to the restored picture in the same form.
    features = self.encode(x)
    code = self.final_linear.forward(features[-1].flatten(1))
    return self.generator.forward(self.generator.style.forward(code), features[::-1], None)

  def latent(self, x: Tensor) -> Tensor:
    return self.generator.style.forward(self.final_linear.forward(self.encode(x)[-1].flatten(1)))

  def stages(self, x: Tensor) -> List[Tensor]:
    # What every encoder level, the final linear layer, the style network, and every styled
    # convolution and toRGB layer give, in this order.
    features = self.encode(x)
    code = self.final_linear.forward(features[-1].flatten(1))
    latent = self.generator.style.forward(code)
    stages = annotate(List[Tensor], features + [code, latent])
    rgb = self.generator.forward(latent, features[::-1], stages)
    return stages
