# RetinaFace on ResNet-50 as torchvision builds it: the stride is in the 3x3 convolution.

class Bottleneck(Module):
  conv1 : __torch__.Conv
  conv2 : __torch__.Conv
  conv3 : __torch__.Conv
  def forward(self, x: Tensor, shortcut: Tensor) -> Tensor:
    y = self.conv3.forward(self.conv2.forward(self.conv1.forward(x)))
    return torch.relu_(y.add_(shortcut))

class Blocks(Module):
  __annotations__["{block}"] = __torch__.Bottleneck  # each block
  def all(self) -> List[__torch__.Bottleneck]:
    return [
      getattr(self, "{block}"),  # each block
    ]

class Downsamples(Module):
  __annotations__["{layer}"] = __torch__.Conv  # each layer
  def all(self) -> List[__torch__.Conv]:
    return [
      getattr(self, "{layer}"),  # each layer
    ]

class Body(Module):
  conv1 : __torch__.Conv
  blocks : __torch__.Blocks
  downsamples : __torch__.Downsamples
  def forward(self, x: Tensor) -> List[Tensor]:
    # The features at strides 8, 16 and 32.
    y = torch.max_pool2d(self.conv1.forward(x), [3, 3], [2, 2], [1, 1])
    blocks = self.blocks.all()
    downsamples = self.downsamples.all()
    features = annotate(List[Tensor], [])
    at = 0
    for layer, length in enumerate([3, 4, 6, 3]):
      # The first block of a layer changes the width, so its shortcut needs a convolution.
      y = blocks[at].forward(y, downsamples[layer].forward(y))
      for i in range(at + 1, at + length):
        y = blocks[i].forward(y, y)
      at += length
      if layer > 0:
        features.append(y)
    return features
