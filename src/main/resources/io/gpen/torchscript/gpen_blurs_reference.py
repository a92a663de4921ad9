# The blurs of GPEN, step by step as the reference does them without CUDA: zeros between the
# pixels, zeros around them, the turned kernel over all of it, every n-th pixel kept, each step in
# new memory. Source: upfirdn2d_native in face_model/op/upfirdn2d.py of the reference.

def upfirdn2d(x: Tensor, kernel: Tensor, up: int, down: int, before: int, after: int) -> Tensor:
  b, c, h, w = x.shape
  y = x.reshape([-1, h, 1, w, 1, 1])
  y = torch.constant_pad_nd(y, [0, 0, 0, up - 1, 0, 0, 0, up - 1])
  y = y.reshape([-1, h * up, w * up, 1])
  y = torch.constant_pad_nd(y, [0, 0, before, after, before, after])
  y = y.permute([0, 3, 1, 2]).reshape([-1, 1, h * up + before + after, w * up + before + after])
  y = torch.conv2d(y, torch.flip(kernel, [0, 1])[None, None])
  y = y.permute([0, 2, 3, 1])[:, ::down, ::down, :]
  return y.reshape([b, c, y.size(1), y.size(2)])

def blur(x: Tensor, kernel: Tensor, pad: int) -> Tensor:
  return __torch__.upfirdn2d(x, kernel, 1, 1, pad, pad)

class Upsample(Module):
  __buffers__ = ["kernel"]
  kernel : Tensor
  def forward(self, x: Tensor) -> Tensor:
    return __torch__.upfirdn2d(x, self.kernel, 2, 1, 2, 1)

