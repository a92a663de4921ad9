# RRDBNet, which enlarges pictures, the scaling of the dense blocks folded into their last
# convolutions. Channels-last on the way. Source: sr_model/rrdbnet_arch.py of the reference.
#
# TorchScript text, read by libtorch's parser and never by Python. A line that ends in "# each NAME"
# stands for one line per number of that range; {NAME} is the number.

class ConvUp(Module):
  # A 3x3 convolution of the picture with every pixel doubled in both directions.
  __buffers__ = ["weight", "bias"]
  weight : Tensor
  bias : Tensor
  slope : float
  def forward(self, x: Tensor) -> Tensor:
    y = torch.conv_transpose2d(x, self.weight, self.bias, [2, 2], [1, 1])
    return __torch__.activated(y, self.slope)

class Dense(Module):
  conv1 : __torch__.Conv
  conv2 : __torch__.Conv
  conv3 : __torch__.Conv
  conv4 : __torch__.Conv
  conv5 : __torch__.Conv
  def forward(self, x: Tensor) -> Tensor:
    y = torch.cat([x, self.conv1.forward(x)], 1)
    y = torch.cat([y, self.conv2.forward(y)], 1)
    y = torch.cat([y, self.conv3.forward(y)], 1)
    y = torch.cat([y, self.conv4.forward(y)], 1)
    return self.conv5.forward(y).add_(x)

class Block(Module):
  dense1 : __torch__.Dense
  dense2 : __torch__.Dense
  dense3 : __torch__.Dense
  def forward(self, x: Tensor) -> Tensor:
    y = self.dense3.forward(self.dense2.forward(self.dense1.forward(x)))
    return torch.add(x, y, alpha=0.2)

class Blocks(Module):
  __annotations__["{block}"] = __torch__.Block  # each block
  def forward(self, x: Tensor) -> Tensor:
    y = x
    for block in [
      getattr(self, "{block}"),  # each block
    ]:
      y = block.forward(y)
    return y

class Network(Module):
  # fold: squares of this side become channels first, so that 4 / fold is the enlargement.
  fold : int
  stem : __torch__.Conv
  body : __torch__.Blocks
  end : __torch__.Conv
  up1 : __torch__.ConvUp
  up2 : __torch__.ConvUp
  fine : __torch__.Conv
  last : __torch__.Conv
  def forward(self, x: Tensor) -> Tensor:
    # RGB in [0, 1], (batch, 3, height, width), both sides multiples of fold, to the enlarged
    # picture, not clipped.
    y = x
    if self.fold > 1:
      y = torch.pixel_unshuffle(x, self.fold)
    y = self.stem.forward(y.to(self.stem.weight.dtype).contiguous(memory_format=2))
    y = self.end.forward(self.body.forward(y)).add_(y)
    y = self.up2.forward(self.up1.forward(y))
    # The values of the picture need more than the 8 bits of bfloat16.
    return self.last.forward(self.fine.forward(y).to(6)).contiguous()
