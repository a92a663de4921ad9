# The layers of GPEN for training. Modulated convolutions scale what goes into one convolution that all
# pictures share, and what comes out is demodulated, as the backward pass of grouped convolutions is
# slow; the gain of the activation goes into weights and biases, as leaky ReLUs leave factors where they
# are. Needs equalized.py in front of it.
#
# TorchScript text, read by libtorch's parser and never by Python.

def gain() -> float:
  # Of the fused activation.
  return 2.0 ** 0.5

def per_channel(factors: Tensor) -> Tensor:
  # One for each channel, (channels) or (batch, channels), for pictures.
  return factors.reshape([-1, factors.size(-1), 1, 1])

def pointwise(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  # A matrix product for each pixel. As a convolution its second gradients are wrong on some processors
  # (libtorch 2.7.1, Zen 5), and with many channels it may divide by zero (as in conv.py).
  b, c, h, w = x.shape
  weights = weight.flatten(1).unsqueeze(0).expand([b, -1, -1])
  return torch.baddbmm(bias.reshape([1, -1, 1]), weights, x.flatten(2)).reshape([b, -1, h, w])

class SameLayer(Module):
  __annotations__["0"] = __torch__.EqualConv2dSame
  __annotations__["1"] = __torch__.FusedLeakyReLU
  def forward(self, x: Tensor) -> Tensor:
    weight = __torch__.equalized(getattr(self, "0").weight) * __torch__.gain()
    bias = getattr(self, "1").bias * __torch__.gain()
    if weight.size(2) == 1:
      y = __torch__.pointwise(x, weight, bias)
    else:
      y = torch.conv2d(x, weight, bias, [1, 1], [1, 1])
    return torch.leaky_relu_(y, 0.2)

class DownLayer(Module):
  __annotations__["0"] = __torch__.Blur
  __annotations__["1"] = __torch__.EqualConv2dDown
  __annotations__["2"] = __torch__.FusedLeakyReLU
  def forward(self, x: Tensor) -> Tensor:
    weight = __torch__.equalized(getattr(self, "1").weight) * __torch__.gain()
    bias = getattr(self, "2").bias * __torch__.gain()
    y = torch.conv2d(getattr(self, "0").forward(x), weight, bias, [2, 2])
    return torch.leaky_relu_(y, 0.2)

def demodulation(weight: Tensor, style: Tensor) -> Tensor:
  # What gives the outputs of a kernel (out, in, k, k) a variance of one: (batch, out).
  return torch.rsqrt(torch.linear(style.pow(2), weight.pow(2).sum([2, 3])) + 1e-08)

class ModulatedConv2d(Module):
  __parameters__ = ["weight"]
  weight : Tensor
  modulation : __torch__.EqualLinear
  def forward(self, x: Tensor, latent: Tensor) -> Tuple[Tensor, Tensor]:
    # The output and its demodulation.
    style = self.modulation.forward(latent)
    weight = __torch__.equalized(self.weight[0])
    y = torch.conv2d(x * __torch__.per_channel(style), weight, None, [1, 1], [1, 1])
    return (y, __torch__.demodulation(weight, style))

class ModulatedConv2dUp(Module):
  __parameters__ = ["weight"]
  weight : Tensor
  modulation : __torch__.EqualLinear
  blur : __torch__.Blur
  def forward(self, x: Tensor, latent: Tensor) -> Tuple[Tensor, Tensor]:
    style = self.modulation.forward(latent)
    weight = __torch__.equalized(self.weight[0])
    y = torch.conv_transpose2d(x * __torch__.per_channel(style), weight.transpose(0, 1), None, [2, 2])
    return (self.blur.forward(y), __torch__.demodulation(weight, style))

class ModulatedToRgb(Module):
  __parameters__ = ["weight"]
  weight : Tensor
  modulation : __torch__.EqualLinear
  def forward(self, x: Tensor, latent: Tensor) -> Tensor:
    # A product for each picture.
    weight = __torch__.equalized(self.weight[0]).flatten(1)
    weights = weight.unsqueeze(0) * self.modulation.forward(latent).unsqueeze(1)
    return torch.bmm(weights, x.flatten(2)).reshape([x.size(0), 3, x.size(2), x.size(3)])

class NoiseInjection(Module):
  __parameters__ = ["weight"]
  weight : Tensor

def styled(y: Tensor, demodulation: Tensor, feature: Optional[Tensor], weight: Tensor, biases: Tensor) -> Tensor:
  # The encoder's feature takes the place of StyleGAN2's noise and is concatenated, not added.
  if feature is None:
    noise = torch.randn_like(y)
  else:
    noise = unchecked_cast(Tensor, feature)
  bias, noise_bias = torch.chunk(biases * __torch__.gain(), 2)
  y = (y * __torch__.per_channel(demodulation * __torch__.gain())).add_(__torch__.per_channel(bias))
  noise = (noise * (weight * __torch__.gain())).add_(__torch__.per_channel(noise_bias))
  return torch.leaky_relu_(torch.cat([y, noise], 1), 0.2)

class StyledConv(Module):
  conv : __torch__.ModulatedConv2d
  noise : __torch__.NoiseInjection
  activate : __torch__.FusedLeakyReLU
  def forward(self, x: Tensor, latent: Tensor, feature: Optional[Tensor]) -> Tensor:
    y, demodulation = self.conv.forward(x, latent)
    return __torch__.styled(y, demodulation, feature, self.noise.weight, self.activate.bias)

class StyledConvUp(Module):
  conv : __torch__.ModulatedConv2dUp
  noise : __torch__.NoiseInjection
  activate : __torch__.FusedLeakyReLU
  def forward(self, x: Tensor, latent: Tensor, feature: Optional[Tensor]) -> Tensor:
    y, demodulation = self.conv.forward(x, latent)
    return __torch__.styled(y, demodulation, feature, self.noise.weight, self.activate.bias)
