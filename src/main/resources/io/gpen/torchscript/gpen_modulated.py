# The modulated convolutions of GPEN for training: the style scales what goes into one convolution
# that all pictures share, and what comes out is demodulated, as the backward pass of grouped
# convolutions is slow. Needs equalized.py in front of it.
#
# TorchScript text, read by libtorch's parser and never by Python.

def scaled(x: Tensor, factors: Tensor) -> Tensor:
  # Each channel of each picture by its factor, (batch, channels).
  return x * factors.reshape([factors.size(0), -1, 1, 1])

def demodulation(weight: Tensor, style: Tensor) -> Tensor:
  # What gives the outputs of a kernel (out, in, k, k) a variance of one: (batch, out).
  return torch.rsqrt(torch.linear(style.pow(2), weight.pow(2).sum([2, 3])) + 1e-08)

class ModulatedConv2d(Module):
  __parameters__ = ["weight"]
  weight : Tensor
  modulation : __torch__.EqualLinear
  def forward(self, x: Tensor, latent: Tensor) -> Tensor:
    style = self.modulation.forward(latent)
    weight = __torch__.equalized(self.weight[0])
    y = torch.conv2d(__torch__.scaled(x, style), weight, None, [1, 1], [1, 1])
    return __torch__.scaled(y, __torch__.demodulation(weight, style))

class ModulatedConv2dUp(Module):
  __parameters__ = ["weight"]
  weight : Tensor
  modulation : __torch__.EqualLinear
  blur : __torch__.Blur
  def forward(self, x: Tensor, latent: Tensor) -> Tensor:
    style = self.modulation.forward(latent)
    weight = __torch__.equalized(self.weight[0])
    y = torch.conv_transpose2d(__torch__.scaled(x, style), weight.transpose(0, 1), None, [2, 2])
    return __torch__.scaled(self.blur.forward(y), __torch__.demodulation(weight, style))

class ModulatedToRgb(Module):
  __parameters__ = ["weight"]
  weight : Tensor
  modulation : __torch__.EqualLinear
  def forward(self, x: Tensor, latent: Tensor) -> Tensor:
    # A product for each picture. As a convolution its second gradients are wrong on some processors
    # (libtorch 2.7.1, Zen 5).
    weight = __torch__.equalized(self.weight[0]).flatten(1)
    weights = weight.unsqueeze(0) * self.modulation.forward(latent).unsqueeze(1)
    return torch.bmm(weights, x.flatten(2)).reshape([x.size(0), 3, x.size(2), x.size(3)])
