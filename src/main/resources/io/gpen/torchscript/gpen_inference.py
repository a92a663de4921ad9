# GPEN's generator with everything folded into the weights that does not depend on the picture:
# equalised learning rates, the activation's sqrt(2), the modulated weights' energies. The same
# function as the trainable form. Channels-last on the way, any batch size, autograd never.
#
# The working precision is that of the convolutions' weights, once they are loaded (stored.py);
# styles, demodulation, linear layers and the sums of RGB are always float32. In float32, levels may
# be switched to Winograd's convolution (winograd.py) after loading; its weights are four times as
# large, so they are not stored.
#
# TorchScript text, read by libtorch's parser and never by Python. A line that ends in "# each NAME"
# stands for one line per number of that range; {NAME} is the number.

class Modulation(Module):
  __buffers__ = ["bias"]
  weight : __torch__.Stored
  bias : Tensor
  def forward(self, latent: Tensor) -> Tensor:
    return torch.linear(latent, self.weight.value, self.bias)

class Activation(Module):
  # What the reference concatenates stays apart, as a pair of equal widths: what a convolution made,
  # and the encoder's feature.
  __buffers__ = ["conv_bias", "feature_bias"]
  conv_bias : Tensor
  feature_bias : Tensor
  feature_weight : float
  def demodulate(self, y: Tensor, d: Tensor) -> Tensor:
    # In place.
    return torch.addcmul(self.conv_bias[None, :, None, None], y, d.to(y.dtype)[:, :, None, None], value=1, out=y)
  def forward(self, y: Tensor, feature: Tensor) -> List[Tensor]:
    # y has its bias; it is changed.
    noise = torch.add(self.feature_bias[None, :, None, None], feature, alpha=self.feature_weight)
    return [torch.leaky_relu_(y, 0.2), torch.leaky_relu_(noise, 0.2)]

class StyledConv(Module):
  # weight: (parts out, in / parts, 3, 3), the kernels for the first part of the input before those
  # for the next, as two narrow convolutions are no slower than a wide one of what were
  # concatenated; or (36, in, out) for Winograd's convolution.
  # energy: per output and input channel the sum of squares of the kernel's taps.
  __buffers__ = ["energy"]
  weight : __torch__.Stored
  energy : Tensor
  modulation : __torch__.Modulation
  activation : __torch__.Activation
  def forward(self, x: List[Tensor], latent: Tensor, feature: Tensor) -> List[Tensor]:
    # x is changed.
    s = self.modulation.forward(latent)
    d = torch.rsqrt(torch.linear(s * s, self.energy) + 1e-08) * 2.0 ** 0.5
    if self.weight.value.dim() == 3:
      y = __torch__.winograd(x, self.weight.value, s).to(feature.dtype)
      y = self.activation.demodulate(y, d)
    else:
      kernels = torch.chunk(self.weight.value, len(x), 0)
      if s.size(0) == 1 and kernels[0].numel() < x[0].numel():
        # One picture, and more of it than of weights: these are what is scaled.
        factors = torch.chunk((d[0, :, None] * s).to(self.weight.value.dtype)[:, :, None, None], len(x), 1)
        y = torch.conv2d(x[0], kernels[0] * factors[0], self.activation.conv_bias, [1, 1], [1, 1])
        for i in range(1, len(x)):
          y = y.add_(torch.conv2d(x[i], kernels[i] * factors[i], None, [1, 1], [1, 1]))
      else:
        factors = torch.chunk(s.to(self.weight.value.dtype)[:, :, None, None], len(x), 1)
        y = torch.conv2d(x[0].mul_(factors[0]), kernels[0], None, [1, 1], [1, 1])
        for i in range(1, len(x)):
          y = y.add_(torch.conv2d(x[i].mul_(factors[i]), kernels[i], None, [1, 1], [1, 1]))
        y = self.activation.demodulate(y, d)
    return self.activation.forward(y, feature)
  def to_winograd(self) -> int:
    if self.weight.value.dim() == 4:
      parts = self.weight.value.size(0) // self.energy.size(0)
      self.weight.value = __torch__.winograd_weight(torch.cat(torch.chunk(self.weight.value, parts, 0), 1))
    return self.weight.value.dim()

class StyledConvUp(Module):
  # weight: (in, out, 3, 3); blur: one kernel per output channel.
  __buffers__ = ["energy", "blur"]
  weight : __torch__.Stored
  energy : Tensor
  blur : Tensor
  modulation : __torch__.Modulation
  activation : __torch__.Activation
  def forward(self, x: List[Tensor], latent: Tensor, feature: Tensor) -> List[Tensor]:
    s = self.modulation.forward(latent)
    d = torch.rsqrt(torch.linear(s * s, self.energy) + 1e-08) * 2.0 ** 0.5
    # Two narrow transposed convolutions are much slower than a wide one.
    wide = torch.cat(x, 1)
    factor = s.to(wide.dtype)
    if s.size(0) == 1 and self.weight.value.numel() < wide.numel():
      y = torch.conv_transpose2d(wide, self.weight.value * factor[0, :, None, None, None], None, [2, 2])
    else:
      y = torch.conv_transpose2d(wide.mul_(factor[:, :, None, None]), self.weight.value, None, [2, 2])
    if s.size(0) == 1:
      blur = self.blur * d[0].to(y.dtype)[:, None, None, None]
      y = torch.conv2d(y, blur, self.activation.conv_bias, [1, 1], [1, 1], [1, 1], y.size(1))
    else:
      y = torch.conv2d(y, self.blur, None, [1, 1], [1, 1], [1, 1], y.size(1))
      y = self.activation.demodulate(y, d)
    return self.activation.forward(y, feature)

class ToRgb(Module):
  # weight: (2, 3, in / 2), for each of the pair its own. No demodulation. A linear layer over the
  # pixels of one picture after the other, as each has its own style.
  __buffers__ = ["weight", "bias"]
  weight : Tensor
  bias : Tensor
  modulation : __torch__.Modulation
  def forward(self, x: List[Tensor], latent: Tensor) -> Tensor:
    s = self.modulation.forward(latent)
    pictures = annotate(List[Tensor], [])
    for i in range(s.size(0)):
      weight = (self.weight * s[i].reshape([2, 1, -1])).to(x[0].dtype)
      rgb = torch.linear(x[0][i].permute([1, 2, 0]), weight[0]).to(6)
      rgb = rgb.add_(torch.linear(x[1][i].permute([1, 2, 0]), weight[1]))
      pictures.append(rgb)
    return torch.stack(pictures).permute([0, 3, 1, 2]) + self.bias

class Level(Module):
  # One resolution of the decoder.
  __buffers__ = ["upsample"]
  upsample : Tensor
  up : __torch__.StyledConvUp
  same : __torch__.StyledConv
  to_rgb : __torch__.ToRgb

class Levels(Module):
  __annotations__["{rgb}"] = __torch__.Level  # each rgb
  def all(self) -> List[__torch__.Level]:
    return [
      getattr(self, "{rgb}"),  # each rgb
    ]

class EncoderLevel(Module):
  __buffers__ = ["blur", "bias"]
  blur : Tensor
  weight : __torch__.Stored
  bias : Tensor
  def forward(self, x: Tensor) -> Tensor:
    y = torch.conv2d(x, self.blur, None, [1, 1], [2, 2], [1, 1], x.size(1))
    return torch.leaky_relu_(torch.conv2d(y, self.weight.value, self.bias, [2, 2]), 0.2)

class Encoder(Module):
  __buffers__ = ["weight", "bias"]
  weight : Tensor
  bias : Tensor
  __annotations__["{level}"] = __torch__.EncoderLevel  # each level
  def forward(self, x: Tensor) -> List[Tensor]:
    # One feature per resolution, the largest first.
    y = x.to(self.weight.dtype).contiguous(memory_format=2)
    features = [torch.leaky_relu_(torch.conv2d(y, self.weight, self.bias), 0.2)]
    for level in [
      getattr(self, "{level}"),  # each level
    ]:
      features.append(level.forward(features[-1]))
    return features

class Linear(Module):
  __buffers__ = ["bias"]
  weight : __torch__.Stored
  bias : Tensor
  def forward(self, x: Tensor) -> Tensor:
    return torch.leaky_relu_(torch.linear(x, self.weight.value, self.bias), 0.2)

class Style(Module):
  __annotations__["{layer}"] = __torch__.Linear  # each layer
  def forward(self, x: Tensor) -> Tensor:
    z = x * torch.rsqrt(torch.mean(x * x, [1], True) + 1e-08)
    for linear in [
      getattr(self, "{layer}"),  # each layer
    ]:
      z = linear.forward(z)
    return z

class Network(Module):
  __buffers__ = ["input"]
  input : Tensor
  encoder : __torch__.Encoder
  code : __torch__.Linear
  style : __torch__.Style
  first : __torch__.StyledConv
  to_rgb : __torch__.ToRgb
  levels : __torch__.Levels

  def forward(self, x: Tensor) -> Tensor:
    # RGB in [-1, 1], (batch, 3, size, size), to the restored picture in the same form.
    features = self.encoder.forward(x)
    latent = self.style.forward(self.code.forward(features[-1].to(6).contiguous().flatten(1)))
    feature = features.pop()
    start = self.input.repeat([x.size(0), 1, 1, 1]).contiguous(memory_format=2)
    y = self.first.forward([start], latent, feature)
    rgb = self.to_rgb.forward(y, latent)
    for level in self.levels.all():
      feature = features.pop()
      y = level.up.forward(y, latent, feature)
      y = level.same.forward(y, latent, feature)
      skip = torch.conv_transpose2d(rgb, level.upsample, None, [2, 2], [1, 1], [0, 0], 3)
      rgb = level.to_rgb.forward(y, latent) + skip
    return rgb.contiguous()

  def winograd(self, sides: Tensor) -> Tensor:
    # Switches the levels of these sides, in pixels, to Winograd's convolution, for good. The answer
    # is what was asked.
    side = 4
    for level in self.levels.all():
      side = 2 * side
      if bool((sides == side).any()):
        n = level.same.to_winograd()
    return sides

  def shapes(self, sides: Tensor) -> Tensor:
    # For each level: side, input channels and output channels of its 3x3 convolution.
    side = 4
    shapes = annotate(List[Tensor], [])
    for level in self.levels.all():
      side = 2 * side
      o, i = level.same.energy.shape
      shapes.append(torch.tensor([side, i, o], dtype=6))
    return torch.stack(shapes)
