# SqueezeNet 1.1 as a measure of how alike pictures look: no classifier. Channels-last on the way.
# Source: the Caffe original of forresti/SqueezeNet; the taps are those of LPIPS (Zhang, Isola, Efros,
# Shechtman and Wang, "The Unreasonable Effectiveness of Deep Features as a Perceptual Metric", 2018).
#
# TorchScript text, read by libtorch's parser and never by Python. A line that ends in "# each NAME"
# stands for one line per number of that range; {NAME} is the number.

class Fire(Module):
  squeeze : __torch__.Conv
  expand1x1 : __torch__.Conv
  expand3x3 : __torch__.Conv
  def forward(self, x: Tensor) -> Tensor:
    y = self.squeeze.forward(x)
    return torch.cat([self.expand1x1.forward(y), self.expand3x3.forward(y)], 1)

class SqueezeNet(Module):
  stem : __torch__.Conv
  __annotations__["fire{fire}"] = __torch__.Fire  # each fire
  def features(self, x: Tensor) -> List[Tensor]:
    # RGB in [0, 1], (batch, 3, height, width), to what LPIPS compares: the stem and the last six
    # fire modules but for the first of each size; 64, 128, 256, 384, 384, 512 and 512 channels.
    mean = torch.tensor([104.0, 117.0, 123.0], dtype=6, device=x.device).view([1, 3, 1, 1])
    y = torch.sub(torch.mul(torch.flip(x, [1]), 255.0), mean)
    a = self.stem.forward(y.contiguous(memory_format=2))
    y = torch.max_pool2d(a, [3, 3], [2, 2], [0, 0], [1, 1], True)
    b = self.fire4.forward(self.fire3.forward(y))
    y = torch.max_pool2d(b, [3, 3], [2, 2], [0, 0], [1, 1], True)
    c = self.fire7.forward(self.fire6.forward(y))
    y = torch.max_pool2d(c, [3, 3], [2, 2], [0, 0], [1, 1], True)
    d = self.fire9.forward(y)
    e = self.fire10.forward(d)
    f = self.fire11.forward(e)
    return [a, b, c, d, e, f, self.fire12.forward(f)]
  def forward(self, x: Tensor) -> Tuple[Tensor, Tensor]:
    # A picture and others to compare with it, in one batch, to the mean squared difference of each
    # channel's share in the features of a place, (batch - 1, 2240), and to the mean of the last
    # features of every picture, (batch, 512).
    n = x.size(0)
    distances = annotate(List[Tensor], [])
    features = self.features(x)
    for y in features:
      unit = torch.div(y, torch.add(torch.norm(y, 2, [1], True), 1e-10))
      apart = torch.sub(unit[1:n], unit[0:1])
      distances.append(torch.mean(torch.mul_(apart, apart), [2, 3]))
    return (torch.cat(distances, 1), torch.mean(features[6], [2, 3]))
