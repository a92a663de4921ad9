# The blurs of GPEN for training: each is one convolution of every channel by itself. Channels counted
# as pictures of one channel would do the same, but their backward pass gives wrong values on some
# processors (libtorch 2.7.1, Zen 5).

def blur_each(x: Tensor, kernel: Tensor, pad: int, stride: int) -> Tensor:
  channels = x.size(1)
  kernels = torch.flip(kernel, [0, 1]).repeat([channels, 1, 1, 1])
  return torch.conv2d(x, kernels, None, [stride, stride], [pad, pad], [1, 1], channels)

def blur(x: Tensor, kernel: Tensor, pad: int) -> Tensor:
  return __torch__.blur_each(x, kernel, pad, 1)

class Upsample(Module):
  __buffers__ = ["kernel"]
  kernel : Tensor
  def forward(self, x: Tensor) -> Tensor:
    # Zeros between the pixels, padding and one convolution.
    b, c, h, w = x.shape
    y = torch.constant_pad_nd(x.reshape([b, c, h, 1, w, 1]), [0, 1, 0, 0, 0, 1])
    y = torch.constant_pad_nd(y.reshape([b, c, 2 * h, 2 * w]), [2, 1, 2, 1])
    return __torch__.blur(y, self.kernel, 0)

