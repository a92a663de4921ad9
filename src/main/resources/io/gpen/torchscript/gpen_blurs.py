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
    # The colours of all pictures as the channels of one: 3 channels would take the room and the time of
    # 16. A transposed convolution takes the kernel as it is; a blur has to turn it.
    b, c, h, w = x.shape
    kernels = self.kernel.repeat([b * c, 1, 1, 1])
    y = torch.conv_transpose2d(x.reshape([1, b * c, h, w]), kernels, None, [2, 2], [1, 1], [0, 0], b * c)
    return y.reshape([b, c, 2 * h, 2 * w])
