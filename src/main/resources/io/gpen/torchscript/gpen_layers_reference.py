# The layers of GPEN as the reference computes them, step by step; modulated convolutions have a kernel
# for each picture of the batch, all in one grouped convolution. Needs equalized.py in front of it.
#
# TorchScript text, read by libtorch's parser and never by Python.

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
  def forward(self, x: List[Tensor], latent: Tensor) -> Tensor:
    weight = __torch__.modulate(self.weight, self.modulation.forward(latent))
    b, c, h, w = x[0].shape
    flat = x[0].reshape([1, b * c, h, w])
    y = torch.conv2d(flat, weight.reshape([3 * b, c, 1, 1]), None, [1, 1], [0, 0], [1, 1], b)
    return y.reshape([b, 3, h, w])

class NoiseInjection(Module):
  __parameters__ = ["weight"]
  weight : Tensor
  def forward(self, x: Tensor, feature: Optional[Tensor]) -> Tensor:
    # The encoder's feature takes the place of StyleGAN2's noise and is concatenated, not added.
    if feature is None:
      noise = torch.randn_like(x)
    else:
      noise = unchecked_cast(Tensor, feature)
    return torch.cat([x, self.weight * noise], 1)

class StyledConv(Module):
  conv : __torch__.ModulatedConv2d
  noise : __torch__.NoiseInjection
  activate : __torch__.FusedLeakyReLU
  def forward(self, x: List[Tensor], latent: Tensor, feature: Optional[Tensor]) -> List[Tensor]:
    y = self.conv.forward(x[0], latent)
    return [self.activate.forward(self.noise.forward(y, feature))]

class StyledConvUp(Module):
  conv : __torch__.ModulatedConv2dUp
  noise : __torch__.NoiseInjection
  activate : __torch__.FusedLeakyReLU
  def forward(self, x: List[Tensor], latent: Tensor, feature: Optional[Tensor]) -> List[Tensor]:
    y = self.conv.forward(x[0], latent)
    return [self.activate.forward(self.noise.forward(y, feature))]

class SameLayer(Module):
  __annotations__["0"] = __torch__.EqualConv2dSame
  __annotations__["1"] = __torch__.FusedLeakyReLU
  def forward(self, x: Tensor) -> Tensor:
    return getattr(self, "1").forward(getattr(self, "0").forward(x))

class DownLayer(Module):
  __annotations__["0"] = __torch__.Blur
  __annotations__["1"] = __torch__.EqualConv2dDown
  __annotations__["2"] = __torch__.FusedLeakyReLU
  def forward(self, x: Tensor) -> Tensor:
    y = getattr(self, "1").forward(getattr(self, "0").forward(x))
    return getattr(self, "2").forward(y)
