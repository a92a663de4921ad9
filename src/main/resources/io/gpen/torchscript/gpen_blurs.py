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
    # Zeros between the pixels, padding and one convolution. conv_transpose2d would do it in one step,
    # but gives wrong values for one channel on some processors (libtorch 2.7.1, Zen 5).
    b, c, h, w = x.shape
    y = torch.constant_pad_nd(x.reshape([b * c, 1, h, 1, w, 1]), [0, 1, 0, 0, 0, 1])
    y = torch.constant_pad_nd(y.reshape([b * c, 1, 2 * h, 2 * w]), [2, 1, 2, 1])
    flipped = torch.flip(self.kernel, [0, 1])[None, None]
    return torch.conv2d(y, flipped).reshape([b, c, 2 * h, 2 * w])

