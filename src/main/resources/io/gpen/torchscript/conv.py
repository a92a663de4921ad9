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
    if self.groups == 1 and self.weight.size(2) == 1 and max(self.weight.size(0), self.weight.size(1)) > 256:
      # A matrix product per pixel. oneDNN's convolution divides by zero in choosing its blocks, and so
      # ends the process, on processors that do not tell the sizes of their caches (libtorch 2.7.1).
      pixels = x[:, :, 0:9223372036854775807:self.stride, 0:9223372036854775807:self.stride].permute([0, 2, 3, 1])
      y = torch.linear(pixels, self.weight.flatten(1), self.bias).permute([0, 3, 1, 2])
    else:
      y = torch.conv2d(x, self.weight, self.bias, [self.stride, self.stride], [self.padding, self.padding], [1, 1], self.groups)
    return __torch__.activated(y, self.slope)
