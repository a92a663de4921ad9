# A convolution behind a border of zeros. Needs activated.py in front of it.
#
# TorchScript text, read by libtorch's parser and never by Python.

class Conv(Module):
  # slope: of the leaky ReLU; 0 is a plain ReLU, 1 none at all.
  __buffers__ = ["weight", "bias"]
  weight : Tensor
  bias : Tensor
  stride : int
  padding : int
  groups : int
  slope : float
  def forward(self, x: Tensor) -> Tensor:
    y = torch.conv2d(x, self.weight, self.bias, [self.stride, self.stride], [self.padding, self.padding], [1, 1], self.groups)
    return __torch__.activated(y, self.slope)
