# Layers of StyleGAN2 with the reference's own parameter names and unfolded weights: the equalised
# learning rate and the fused activation. Needs a text with the blurs in front of it.
# Source: face_model/gpen_model.py of the reference.
#
# TorchScript text, read by libtorch's parser and never by Python.

def lrelu(x: Tensor, bias: Tensor) -> Tensor:
  # The fused activation: slope 0.2, gain sqrt(2); the bias is one per channel (axis 1).
  shape = annotate(List[int], [1, -1] + [1 for i in range(x.dim() - 2)])
  return torch.leaky_relu(x + bias.reshape(shape), 0.2) * 2.0 ** 0.5

class EqualLinear(Module):
  __parameters__ = ["weight", "bias"]
  weight : Tensor
  bias : Tensor
  lr_mul : float
  activation : bool
  def forward(self, x: Tensor) -> Tensor:
    weight = self.weight * (self.lr_mul / float(self.weight.size(1)) ** 0.5)
    bias = self.bias * self.lr_mul
    if self.activation:
      y = __torch__.lrelu(torch.linear(x, weight), bias)
    else:
      y = torch.linear(x, weight, bias)
    return y

def equalized(weight: Tensor) -> Tensor:
  # A kernel (out, in, k, k) as it is used.
  fan_in = weight.size(1) * weight.size(2) * weight.size(3)
  return weight * (1.0 / float(fan_in) ** 0.5)

class EqualConv2dSame(Module):
  # Keeps the side of the picture: an odd kernel behind a border of zeros.
  __parameters__ = ["weight"]
  weight : Tensor
  def forward(self, x: Tensor) -> Tensor:
    p = self.weight.size(2) // 2
    return torch.conv2d(x, __torch__.equalized(self.weight), None, [1, 1], [p, p])

class EqualConv2dDown(Module):
  # Halves the side of a picture that was blurred, which brought a border with it.
  __parameters__ = ["weight"]
  weight : Tensor
  def forward(self, x: Tensor) -> Tensor:
    return torch.conv2d(x, __torch__.equalized(self.weight), None, [2, 2])

class FusedLeakyReLU(Module):
  __parameters__ = ["bias"]
  bias : Tensor
  def forward(self, x: Tensor) -> Tensor:
    return __torch__.lrelu(x, self.bias)

class Blur(Module):
  __buffers__ = ["kernel"]
  kernel : Tensor
  pad : int
  def forward(self, x: Tensor) -> Tensor:
    return __torch__.blur(x, self.kernel, self.pad)
