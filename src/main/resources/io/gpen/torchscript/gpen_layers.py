# The layers of GPEN for training. Where pictures are large, modulated convolutions have a kernel for
# each picture. Where they are small, they scale what goes into one convolution that all pictures share,
# and what comes out is demodulated. Grouped convolutions would do for both, but their backward pass is
# slow. The gain of the activation goes into weights and biases, as leaky ReLUs leave factors where they
# are. Needs equalized.py in front of it. Lines that end in "# each fp32" or "# each bf16" are there if
# convolutions are in it.
#
# Channels are last in memory, from the first layer on: otherwise oneDNN sorts pictures into blocks of
# channels and back around every convolution, and strided ones give gradients with the channels last in any
# case. Operations whose gradients, or second gradients, come with the channels first (slices, and with
# them chunk and cat) are kept away from large maps.
#
# TorchScript text, read by libtorch's parser and never by Python.

def gain() -> float:
  # Of the fused activation.
  return 2.0 ** 0.5

def per_channel(factors: Tensor) -> Tensor:
  # One for each channel, (channels) or (batch, channels), for pictures.
  return factors.reshape([-1, factors.size(-1), 1, 1])

def conv(x: Tensor, weight: Tensor, bias: Optional[Tensor], stride: int, padding: int) -> Tensor:
  # In fp32, or in bf16 (type 15) between pictures and weights that stay in fp32 (type 6).
  return torch.conv2d(x, weight, bias, [stride, stride], [padding, padding])  # each fp32
  y = torch.conv2d(torch.to(x, 15), torch.to(weight, 15), None, [stride, stride], [padding, padding])  # each bf16
  z = torch.to(y, 6)  # each bf16
  return z if bias is None else z.add_(__torch__.per_channel(bias))  # each bf16

def conv_up(x: Tensor, weight: Tensor) -> Tensor:
  # The transposed convolution of stride 2.
  return torch.conv_transpose2d(x, weight, None, [2, 2])  # each fp32
  return torch.to(torch.conv_transpose2d(torch.to(x, 15), torch.to(weight, 15), None, [2, 2]), 6)  # each bf16

def pointwise(x: Tensor, weight: Tensor, added: Tensor) -> Tensor:
  # A matrix product for each pixel, (batch, pixels, out); what is added is a bias (1, 1, out) or in that
  # shape. As a convolution its second gradients are wrong on some processors (libtorch 2.7.1, Zen 5), and
  # with many channels it may divide by zero (as in conv.py).
  weights = weight.flatten(1).t().unsqueeze(0).expand([x.size(0), -1, -1])
  return torch.baddbmm(added, x.flatten(2).transpose(1, 2), weights)

def pictures(y: Tensor, like: Tensor) -> Tensor:
  # (batch, pixels, channels) as pictures of another tensor's size.
  return y.transpose(1, 2).reshape([like.size(0), -1, like.size(2), like.size(3)])

class SameLayer(Module):
  __annotations__["0"] = __torch__.EqualConv2dSame
  __annotations__["1"] = __torch__.FusedLeakyReLU
  def forward(self, x: Tensor) -> Tensor:
    weight = __torch__.equalized(getattr(self, "0").weight) * __torch__.gain()
    bias = getattr(self, "1").bias * __torch__.gain()
    if weight.size(2) == 1:
      # Activated before it is a view: the gradient of what is changed through a view is copied three times.
      y = torch.leaky_relu_(__torch__.pointwise(x, weight, bias.reshape([1, 1, -1])), 0.2)
      z = __torch__.pictures(y, x)
    else:
      z = torch.leaky_relu_(__torch__.conv(x, weight, bias, 1, 1), 0.2)
    return z

class DownLayer(Module):
  __annotations__["0"] = __torch__.Blur
  __annotations__["1"] = __torch__.EqualConv2dDown
  __annotations__["2"] = __torch__.FusedLeakyReLU
  def forward(self, x: Tensor) -> Tensor:
    return self.with_gain(x, __torch__.gain())
  def with_gain(self, x: Tensor, gain: float) -> Tensor:
    weight = __torch__.equalized(getattr(self, "1").weight) * gain
    y = __torch__.conv(getattr(self, "0").forward(x), weight, getattr(self, "2").bias * gain, 2, 0)
    return torch.leaky_relu_(y, 0.2)

def demodulation(weight: Tensor, style: Tensor) -> Tensor:
  # What gives the outputs of a kernel (out, in, k, k) a variance of one, with the gain: (batch, out).
  return torch.rsqrt(torch.linear(style.pow(2), weight.pow(2).sum([2, 3])) + 1e-08) * __torch__.gain()

def along(factors: Tensor, axis: int) -> Tensor:
  # One for each channel, (batch, channels), for kernels with the channels at that axis.
  shape = [factors.size(0), 1, 1, 1, 1]
  shape[axis] = -1
  return factors.reshape(shape)

# What goes from layer to layer is the pictures of a batch, all in one tensor or, from some size on, each
# by itself.

def apart(x: List[Tensor], weight: Tensor, side: int) -> bool:
  # Whether kernels for each picture cost less than passes over its pixels, as they do for all larger ones.
  return len(x) > 1 or (side >= 64 and side * side >= weight.numel() // weight.size(1))

def each(x: List[Tensor]) -> List[Tensor]:
  # Every picture by itself.
  y = annotate(List[Tensor], [])
  if len(x) > 1:
    y = x
  else:
    for picture in torch.unbind(x[0].permute([0, 2, 3, 1])):
      y.append(picture.unsqueeze(0).permute([0, 3, 1, 2]))
  return y

class ModulatedConv2d(Module):
  __parameters__ = ["weight"]
  weight : Tensor
  modulation : __torch__.EqualLinear
  def forward(self, x: List[Tensor], latent: Tensor) -> List[Tensor]:
    # With the gain.
    style = self.modulation.forward(latent)
    weight = __torch__.equalized(self.weight[0])
    factors = __torch__.demodulation(weight, style)
    y = annotate(List[Tensor], [])
    if __torch__.apart(x, weight, x[0].size(3)):
      kernels = torch.unbind(weight * __torch__.along(style, 2) * __torch__.along(factors, 1))
      for picture, kernel in zip(__torch__.each(x), kernels):
        y.append(__torch__.conv(picture, kernel, None, 1, 1))
    else:
      z = __torch__.conv(x[0] * __torch__.per_channel(style), weight, None, 1, 1)
      y.append(z * __torch__.per_channel(factors))
    return y

class ModulatedConv2dUp(Module):
  __parameters__ = ["weight"]
  weight : Tensor
  modulation : __torch__.EqualLinear
  blur : __torch__.Blur
  def forward(self, x: List[Tensor], latent: Tensor) -> List[Tensor]:
    style = self.modulation.forward(latent)
    weight = __torch__.equalized(self.weight[0])
    factors = __torch__.demodulation(weight, style)
    # Transposed before it is one for each picture.
    transposed = weight.transpose(0, 1).contiguous()
    y = annotate(List[Tensor], [])
    if __torch__.apart(x, weight, 2 * x[0].size(3)):
      kernels = torch.unbind(transposed * __torch__.along(style, 1) * __torch__.along(factors, 2))
      for picture, kernel in zip(__torch__.each(x), kernels):
        y.append(self.blur.forward(__torch__.conv_up(picture, kernel)))
    else:
      z = self.blur.forward(__torch__.conv_up(x[0] * __torch__.per_channel(style), transposed))
      y.append(z * __torch__.per_channel(factors))
    return y

class ModulatedToRgb(Module):
  __parameters__ = ["weight"]
  weight : Tensor
  modulation : __torch__.EqualLinear
  def forward(self, x: List[Tensor], latent: Tensor) -> Tensor:
    # A product for each picture, all in one tensor.
    weight = __torch__.equalized(self.weight[0]).flatten(1)
    weights = weight.unsqueeze(0) * self.modulation.forward(latent).unsqueeze(1)
    y = annotate(List[Tensor], [])
    for picture, factors in zip(__torch__.each(x), torch.unbind(weights)):
      y.append(torch.mm(factors, picture.reshape([picture.size(1), -1])))
    return torch.stack(y).reshape([len(y), 3, x[0].size(2), x[0].size(3)])

class NoiseInjection(Module):
  __parameters__ = ["weight"]
  weight : Tensor

def styled(x: List[Tensor], feature: Optional[Tensor], weight: Tensor, bias: Tensor) -> List[Tensor]:
  # The encoder's feature takes the place of StyleGAN2's noise and is concatenated, not added.
  scale = weight * __torch__.gain()
  if feature is None:
    # Drawn in the order of memory, which is many times as fast.
    noise = [torch.randn_like(part.permute([0, 2, 3, 1])).permute([0, 3, 1, 2]) * scale for part in x]
  else:
    noise = [unchecked_cast(Tensor, feature).contiguous(memory_format=2) * scale]
    if len(x) > 1:
      noise = __torch__.each(noise)
  y = annotate(List[Tensor], [])
  for part, half in zip(x, noise):
    b, c, h, w = part.shape
    z = torch.stack([part.permute([0, 2, 3, 1]), half.permute([0, 2, 3, 1])], 3)
    z = torch.leaky_relu_(z.add_(bias.reshape([2, c])), 0.2)
    y.append(z.reshape([b, h, w, 2 * c]).permute([0, 3, 1, 2]))
  return y

class StyledConv(Module):
  conv : __torch__.ModulatedConv2d
  noise : __torch__.NoiseInjection
  activate : __torch__.FusedLeakyReLU
  def forward(self, x: List[Tensor], latent: Tensor, feature: Optional[Tensor]) -> List[Tensor]:
    y = self.conv.forward(x, latent)
    return __torch__.styled(y, feature, self.noise.weight, self.activate.bias * __torch__.gain())

class StyledConvUp(Module):
  conv : __torch__.ModulatedConv2dUp
  noise : __torch__.NoiseInjection
  activate : __torch__.FusedLeakyReLU
  def forward(self, x: List[Tensor], latent: Tensor, feature: Optional[Tensor]) -> List[Tensor]:
    y = self.conv.forward(x, latent)
    return __torch__.styled(y, feature, self.noise.weight, self.activate.bias * __torch__.gain())
