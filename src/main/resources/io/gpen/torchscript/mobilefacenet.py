# MobileFaceNet, which tells people apart, batch norm folded into the convolutions. Channels-last on
# the way. Source: Chen, Liu, Gao and Han, "MobileFaceNets" (2018), in the form with ReLU6 that
# mobilefacenet.py of foamliu/MobileFaceNet has.
#
# TorchScript text, read by libtorch's parser and never by Python. A line that ends in "# each NAME"
# stands for one line per number of that range; {NAME} is the number.

class Block(Module):
  # An inverted residual.
  residual : bool
  expand : __torch__.Conv
  depthwise : __torch__.Conv
  project : __torch__.Conv
  def forward(self, x: Tensor) -> Tensor:
    y = torch.hardtanh_(self.expand.forward(x), 0.0, 6.0)
    y = torch.hardtanh_(self.depthwise.forward(y), 0.0, 6.0)
    y = self.project.forward(y)
    if self.residual:
      y = y.add_(x)
    return y

class Blocks(Module):
  __annotations__["{block}"] = __torch__.Block  # each block
  def forward(self, x: Tensor) -> Tensor:
    y = x
    for block in [
      getattr(self, "{block}"),  # each block
    ]:
      y = block.forward(y)
    return y

class MobileFaceNet(Module):
  stem : __torch__.Conv
  depthwise : __torch__.Conv
  pointwise : __torch__.Conv
  blocks : __torch__.Blocks
  widen : __torch__.Conv
  gather : __torch__.Conv
  embed : __torch__.Conv
  def forward(self, x: Tensor) -> Tensor:
    # RGB in [0, 1] on the ArcFace template, (batch, 3, 112, 112), to embeddings of length 1,
    # (batch, 128). The mean and deviation are those of ImageNet.
    mean = torch.tensor([0.485, 0.456, 0.406], dtype=6, device=x.device).view([1, 3, 1, 1])
    deviation = torch.tensor([0.229, 0.224, 0.225], dtype=6, device=x.device).view([1, 3, 1, 1])
    y = torch.div(torch.sub(x, mean), deviation).contiguous(memory_format=2)
    y = torch.hardtanh_(self.stem.forward(y), 0.0, 6.0)
    y = self.blocks.forward(self.pointwise.forward(self.depthwise.forward(y)))
    y = torch.hardtanh_(self.widen.forward(y), 0.0, 6.0)
    y = self.embed.forward(self.gather.forward(y)).flatten(1)
    return torch.div(y, torch.clamp_min(torch.norm(y, 2, [1], True), 1e-12))
