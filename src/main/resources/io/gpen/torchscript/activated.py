# What follows a convolution.
#
# TorchScript text, read by libtorch's parser and never by Python.

def activated(y: Tensor, slope: float) -> Tensor:
  # The leaky ReLU, in place; a slope of 0 is a plain ReLU, 1 none at all.
  if slope == 0.0:
    y = torch.relu_(y)
  elif slope != 1.0:
    y = torch.leaky_relu_(y, slope)
  return y
