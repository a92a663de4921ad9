# GPEN's generator with everything folded into the weights that does not depend on the picture:
# equalised learning rates, the activation's sqrt(2), the modulated weights' energies. The same
# function as the trainable form. Channels-last on the way, any batch size, autograd never.
#
# The working precision is that of the stored convolution weights; styles, demodulation, linear
# layers and the sums of RGB are always float32. In float32, levels may be switched to Winograd's
# convolution (winograd.py) after loading; its weights are four times as large, so they are not
# stored.
#
# TorchScript text, read by libtorch's parser and never by Python. A line that ends in "# each NAME"
# stands for one line per number of that range; {NAME} is the number.

def scale_channels(x: Tensor, weight: Tensor, s: Tensor, axis: int) -> Tuple[Tensor, Tensor]:
  # Scales the input channels, which are this axis of the weight: of one picture in the weight, if
  # that is smaller, else in x, in place; nobody reads it afterwards.
  s = s.to(x.dtype)
  if x.size(0) == 1 and weight.numel() < x.numel():
    shape = [1, 1, 1, 1]
    shape[axis] = -1
    return x, weight * s.reshape(shape)
  return x.mul_(s[:, :, None, None]), weight

class Modulation(Module):
  __buffers__ = ["weight", "bias"]
  weight : Tensor
  bias : Tensor
  def forward(self, latent: Tensor) -> Tensor:
    return torch.linear(latent, self.weight, self.bias)

class Activation(Module):
  # Scales the channels by d, appends the encoder's feature to them, adds the biases and applies the
  # activation. Both halves are written where they belong, so nothing is concatenated.
  __buffers__ = ["conv_bias", "feature_bias"]
  conv_bias : Tensor
  feature_bias : Tensor
  feature_weight : float
  def forward(self, y: Tensor, d: Tensor, feature: Tensor) -> Tensor:
    b, c, h, w = y.shape
    o = torch.empty([b, 2 * c, h, w], dtype=y.dtype, layout=None, device=y.device, pin_memory=None, memory_format=2)
    factor = d.to(y.dtype)[:, :, None, None]
    left = torch.addcmul(self.conv_bias, y, factor, value=1, out=o.narrow(1, 0, c))
    right = torch.add(self.feature_bias, feature, alpha=self.feature_weight, out=o.narrow(1, c, c))
    return torch.leaky_relu_(o, 0.2)

class StyledConv(Module):
  # weight: (out, in, 3, 3), or (36, in, out) for Winograd's convolution.
  # energy: per output and input channel the sum of squares of the kernel's taps.
  __buffers__ = ["weight", "energy"]
  weight : Tensor
  energy : Tensor
  modulation : __torch__.Modulation
  activation : __torch__.Activation
  def forward(self, x: Tensor, latent: Tensor, feature: Tensor) -> Tensor:
    s = self.modulation.forward(latent)
    d = torch.rsqrt(torch.linear(s * s, self.energy) + 1e-08) * 2.0 ** 0.5
    if self.weight.dim() == 4:
      x, weight = __torch__.scale_channels(x, self.weight, s, 1)
      y = torch.conv2d(x, weight, None, [1, 1], [1, 1])
    else:
      y = __torch__.winograd(x, self.weight, s)
    return self.activation.forward(y, d, feature)
  def to_winograd(self) -> int:
    if self.weight.dim() == 4:
      self.weight = __torch__.winograd_weight(self.weight)
    return self.weight.dim()

class StyledConvUp(Module):
  # weight: (in, out, 3, 3); blur: one kernel per output channel.
  __buffers__ = ["weight", "energy", "blur"]
  weight : Tensor
  energy : Tensor
  blur : Tensor
  modulation : __torch__.Modulation
  activation : __torch__.Activation
  def forward(self, x: Tensor, latent: Tensor, feature: Tensor) -> Tensor:
    s = self.modulation.forward(latent)
    d = torch.rsqrt(torch.linear(s * s, self.energy) + 1e-08) * 2.0 ** 0.5
    x, weight = __torch__.scale_channels(x, self.weight, s, 0)
    y = torch.conv_transpose2d(x, weight, None, [2, 2])
    y = torch.conv2d(y, self.blur, None, [1, 1], [1, 1], [1, 1], y.size(1))
    return self.activation.forward(y, d, feature)

class ToRgb(Module):
  # No demodulation. One 1x1 convolution per picture, as each has its own style.
  __buffers__ = ["weight", "bias"]
  weight : Tensor
  bias : Tensor
  modulation : __torch__.Modulation
  def forward(self, x: Tensor, latent: Tensor) -> Tensor:
    s = self.modulation.forward(latent)
    pictures = annotate(List[Tensor], [])
    for i in range(x.size(0)):
      weight = (self.weight * s[i]).to(x.dtype).reshape([3, -1, 1, 1])
      pictures.append(torch.conv2d(x[i:i + 1], weight).to(6))
    return torch.cat(pictures, 0) + self.bias

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
  __buffers__ = ["blur", "weight", "bias"]
  blur : Tensor
  weight : Tensor
  bias : Tensor
  def forward(self, x: Tensor) -> Tensor:
    y = torch.conv2d(x, self.blur, None, [1, 1], [2, 2], [1, 1], x.size(1))
    return torch.leaky_relu_(torch.conv2d(y, self.weight, self.bias, [2, 2]), 0.2)

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
  __buffers__ = ["weight", "bias"]
  weight : Tensor
  bias : Tensor
  def forward(self, x: Tensor) -> Tensor:
    return torch.leaky_relu_(torch.linear(x, self.weight, self.bias), 0.2)

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
    y = self.first.forward(start, latent, feature)
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
