# 3x3 convolutions of stride 1 and padding 1 by Winograd's F(4x4, 3x3): a quarter of the
# multiplications of the direct way, for float32. Source: Lavin and Gray, Fast Algorithms for
# Convolutional Neural Networks (2016).
#
# Sides are multiples of 4. Pictures lie channels-last. The 36 products of each tile are one batched
# matrix product; strips of tiles keep what it reads and writes in the processor's cache.

def winograd_weight(weight: Tensor) -> Tensor:
  # (out, in, 3, 3) to (36, in, out): G weight G^T.
  g = torch.tensor([
    [1.0 / 4.0, 0.0, 0.0],
    [-1.0 / 6.0, -1.0 / 6.0, -1.0 / 6.0],
    [-1.0 / 6.0, 1.0 / 6.0, -1.0 / 6.0],
    [1.0 / 24.0, 1.0 / 12.0, 1.0 / 6.0],
    [1.0 / 24.0, -1.0 / 12.0, 1.0 / 6.0],
    [0.0, 0.0, 1.0],
  ], dtype=6, device=weight.device)
  o, i, k, l = weight.shape
  taps = weight.permute([2, 3, 1, 0]).reshape([9, i * o])
  return torch.matmul(torch.kron(g, g), taps).reshape([36, i, o])

def winograd_input(d: List[Tensor], to: List[Tensor]) -> int:
  # B^T along one axis, six pixels to six products.
  a = torch.add(d[4], d[2], alpha=-4)
  b = torch.add(d[3], d[1], alpha=-4)
  y = torch.add(a, b, alpha=1, out=to[1])
  y = torch.sub(a, b, alpha=1, out=to[2])
  a = torch.sub(d[4], d[2])
  b = torch.sub(d[3], d[1])
  y = torch.add(a, b, alpha=2, out=to[3])
  y = torch.sub(a, b, alpha=2, out=to[4])
  y = torch.add(d[4], d[2], alpha=-5, out=to[0]).add_(d[0], alpha=4)
  y = torch.add(d[5], d[3], alpha=-5, out=to[5]).add_(d[1], alpha=4)
  return 6

def winograd_output(m: List[Tensor], to: List[Tensor]) -> int:
  # A^T along one axis, six products to four pixels.
  p = torch.add(m[1], m[2])
  q = torch.sub(m[1], m[2])
  r = torch.add(m[3], m[4])
  s = torch.sub(m[3], m[4])
  y = torch.add(p, r, alpha=1, out=to[0]).add_(m[0])
  y = torch.add(q, s, alpha=2, out=to[1])
  y = torch.add(p, r, alpha=4, out=to[2])
  y = torch.add(q, s, alpha=8, out=to[3]).add_(m[5])
  return 4

def winograd(x: Tensor, weight: Tensor) -> Tensor:
  b, c, h, w = x.shape
  o = weight.size(2)
  columns = w // 4
  # 36 of these floats are about 19 MB.
  strip = min(h // 4, max(1, 131072 // (b * c * columns)))
  x = torch.constant_pad_nd(x, [1, 1, 1, 1]).permute([0, 2, 3, 1])
  y = torch.empty([b, h, w, o], dtype=x.dtype, layout=None, device=x.device, pin_memory=None, memory_format=None)
  mid = torch.empty([6, b, strip, w + 2, c], dtype=x.dtype, layout=None, device=x.device, pin_memory=None, memory_format=None)
  pixels = torch.empty([4, b, strip, columns * 6, o], dtype=x.dtype, layout=None, device=x.device, pin_memory=None, memory_format=None).reshape([4, 6, b, strip, columns, o])
  for first in range(0, h // 4, strip):
    rows = min(strip, h // 4 - first)
    top = 4 * first
    end = top + 4 * rows
    tiles = torch.empty([6, 6, b, rows, columns, c], dtype=x.dtype, layout=None, device=x.device, pin_memory=None, memory_format=None)
    z = mid[:, :, 0:rows]
    n = __torch__.winograd_input([x[:, top + i:end + i - 3:4] for i in range(6)], [z[i] for i in range(6)])
    for i in range(6):
      n = __torch__.winograd_input([z[i][:, :, j:j + w - 3:4] for j in range(6)], [tiles[i][j] for j in range(6)])
    products = torch.bmm(tiles.reshape([36, -1, c]), weight).reshape([6, 6, b, rows, columns, o])
    r = pixels[:, :, :, 0:rows]
    n = __torch__.winograd_output([products[i] for i in range(6)], [r[i] for i in range(4)])
    for i in range(4):
      to = y[:, top + i:end:4]
      n = __torch__.winograd_output([r[i][j] for j in range(6)], [to[:, :, j::4] for j in range(4)])
  return y.permute([0, 3, 1, 2])

