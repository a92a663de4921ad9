# The blurs of GPEN for training: each is one convolution.

def blur(x: Tensor, kernel: Tensor, pad: int) -> Tensor:
  # One 4x4 kernel for every channel, so channels can be counted as pictures of one channel.
  b, c, h, w = x.shape
  flat = x.reshape([b * c, 1, h, w])
  flipped = torch.flip(kernel, [0, 1])[None, None]
  y = torch.conv2d(flat, flipped, None, [1, 1], [pad, pad])
  return y.reshape([b, c, y.size(2), y.size(3)])

class Upsample(Module):
  __buffers__ = ["kernel"]
  kernel : Tensor
  def forward(self, x: Tensor) -> Tensor:
    # Zero insertion, padding (2, 1) and blur are one transposed convolution.
    b, c, h, w = x.shape
    flat = x.reshape([b * c, 1, h, w])
    y = torch.conv_transpose2d(flat, self.kernel[None, None], None, [2, 2], [1, 1])
    return y.reshape([b, c, 2 * h, 2 * w])

