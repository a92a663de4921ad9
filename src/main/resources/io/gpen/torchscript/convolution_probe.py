# One 3x3 convolution with weights and input of its own, to find out what this machine does best.

class Network(Module):
  x : Tensor
  weight : Tensor
  tiles : Tensor

  def prepare(self, sizes: Tensor) -> Tensor:
    # Input channels, output channels, height, width.
    i = int(sizes[0])
    o = int(sizes[1])
    self.x = torch.rand([1, i, int(sizes[2]), int(sizes[3])], dtype=6, layout=None, device=sizes.device).contiguous(memory_format=2)
    self.weight = torch.rand([o, i, 3, 3], dtype=6, layout=None, device=sizes.device).sub_(0.5).contiguous(memory_format=2)
    self.tiles = __torch__.winograd_weight(self.weight)
    return sizes

  def narrow(self, sizes: Tensor) -> Tensor:
    # The direct convolution in bfloat16 from here on.
    self.x = self.x.to(15)
    self.weight = self.weight.to(15)
    return sizes

  def direct(self, times: Tensor) -> Tensor:
    y = self.x
    for i in range(int(times[0])):
      y = torch.conv2d(self.x, self.weight, None, [1, 1], [1, 1])
    return y[0, -1, :, -1].to(6)

  def winograd(self, times: Tensor) -> Tensor:
    y = self.x
    scale = torch.ones([1, self.x.size(1)], dtype=6, layout=None, device=times.device)
    for i in range(int(times[0])):
      y = __torch__.winograd([self.x], self.tiles, scale)
    return y[0, -1, :, -1]
