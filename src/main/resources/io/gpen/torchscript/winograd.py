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
  taps = weight.to(6).permute([2, 3, 1, 0]).reshape([9, i * o])
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
  y = torch.add(torch.add(p, r), m[0], alpha=1, out=to[0])
  y = torch.add(q, s, alpha=2, out=to[1])
  y = torch.add(p, r, alpha=4, out=to[2])
  y = torch.add(torch.add(q, s, alpha=8), m[5], alpha=1, out=to[3])
  return 4

def winograd(x: List[Tensor], weight: Tensor, scale: Tensor) -> Tensor:
  # x: pictures of one size and type, whose channels follow each other.
  # scale: a factor per picture and input channel, (batch, in).
  b, some, h, w = x[0].shape
  c = weight.size(1)
  o = weight.size(2)
  n = w // 4
  # So many tiles that the products are worth their start, and no more than 19 MB of them.
  tiles_at_once = min(256, 131072 // c)
  strip = min(h // 4, max(1, tiles_at_once // (b * n)))
  y = torch.empty([b, h, w, o], dtype=scale.dtype, layout=None, device=scale.device, pin_memory=None, memory_format=None)
  # A strip of the picture with zeros around it, sorted by column modulo 4, so that what is added
  # lies in long pieces.
  padded = torch.empty([b, 4 * strip + 2, 4, n + 1, c], dtype=scale.dtype, layout=None, device=scale.device, pin_memory=None, memory_format=None)
  z = padded[:, :, 0, 0].zero_()
  z = padded[:, :, 1, n].zero_()
  z = padded[:, 0].zero_()
  for first in range(0, h // 4, strip):
    rows = min(strip, h // 4 - first)
    top = 4 * first
    low = max(top - 1, 0)
    high = min(top + 4 * rows + 1, h)
    if high == h:
      z = padded[:, h - top + 1].zero_()
    begin = 0
    for part in x:
      end = begin + part.size(1)
      factor = scale[:, None, None, begin:end]
      source = part.permute([0, 2, 3, 1])[:, low:high]
      target = padded[:, low - top + 1:high - top + 1, :, :, begin:end]
      z = torch.mul(source[:, :, 3::4], factor, out=target[:, :, 0, 1:])
      z = torch.mul(source[:, :, 0::4], factor, out=target[:, :, 1, 0:n])
      z = torch.mul(source[:, :, 1::4], factor, out=target[:, :, 2, 0:n])
      z = torch.mul(source[:, :, 2::4], factor, out=target[:, :, 3, 0:n])
      begin = end
    mixed = torch.empty([6, b, rows, 4, n + 1, c], dtype=scale.dtype, layout=None, device=scale.device, pin_memory=None, memory_format=None)
    k = __torch__.winograd_input([padded[:, i:i + 4 * rows - 3:4] for i in range(6)], [mixed[i] for i in range(6)])
    tiles = torch.empty([6, 6, b, rows, n, c], dtype=scale.dtype, layout=None, device=scale.device, pin_memory=None, memory_format=None)
    k = __torch__.winograd_input([mixed[:, :, :, j % 4, j // 4:j // 4 + n] for j in range(6)], [tiles[:, j] for j in range(6)])
    m = torch.bmm(tiles.reshape([36, -1, c]), weight).reshape([6, 6, b, rows, n, o])
    pixels = torch.empty([4, 6, b, rows, n, o], dtype=scale.dtype, layout=None, device=scale.device, pin_memory=None, memory_format=None)
    k = __torch__.winograd_output([m[i] for i in range(6)], [pixels[i] for i in range(4)])
    out = y[:, top:top + 4 * rows].reshape([b, rows, 4, n, 4, o]).permute([2, 0, 1, 3, 4, 5])
    k = __torch__.winograd_output([pixels[:, j] for j in range(6)], [out[:, :, :, :, j] for j in range(4)])
  return y.permute([0, 3, 1, 2])

