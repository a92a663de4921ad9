# ParseNet, which tells the parts of a face apart, batch norm folded into the convolutions.
# Channels-last on the way. Source: face_parse/parse_model.py and blocks.py of the reference.
#
# TorchScript text, read by libtorch's parser and never by Python. A line that ends in "# each NAME"
# stands for one line per number of that range; {NAME} is the number.

class Conv(Module):
  # A convolution behind a border of reflected pixels. slope: of the leaky ReLU; 1 is none at all.
  __buffers__ = ["weight", "bias"]
  weight : Tensor
  bias : Tensor
  stride : int
  padding : int
  slope : float
  def forward(self, x: Tensor) -> Tensor:
    p = self.padding
    y = torch.reflection_pad2d(x, [p, p, p, p])
    y = torch.conv2d(y, self.weight, self.bias, [self.stride, self.stride])
    return __torch__.activated(y, self.slope)

class ConvUp(Module):
  # The same on the picture with every pixel doubled in both directions. The pixel that is reflected
  # at the border of the doubled picture is the twin of the one at the border.
  __buffers__ = ["weight", "bias"]
  weight : Tensor
  bias : Tensor
  slope : float
  def forward(self, x: Tensor) -> Tensor:
    y = torch.replication_pad2d(x, [1, 1, 1, 1])
    y = torch.conv_transpose2d(y, self.weight, self.bias, [2, 2], [3, 3])
    return __torch__.activated(y, self.slope)

class Down(Module):
  shortcut : __torch__.Conv
  conv1 : __torch__.Conv
  conv2 : __torch__.Conv
  def forward(self, x: Tensor) -> Tensor:
    return self.conv2.forward(self.conv1.forward(x)).add_(self.shortcut.forward(x))

class Same(Module):
  conv1 : __torch__.Conv
  conv2 : __torch__.Conv
  def forward(self, x: Tensor) -> Tensor:
    return self.conv2.forward(self.conv1.forward(x)).add_(x)

class Up(Module):
  shortcut : __torch__.ConvUp
  conv1 : __torch__.ConvUp
  conv2 : __torch__.Conv
  def forward(self, x: Tensor) -> Tensor:
    return self.conv2.forward(self.conv1.forward(x)).add_(self.shortcut.forward(x))

class Downs(Module):
  __annotations__["{down}"] = __torch__.Down  # each down
  def forward(self, x: Tensor) -> Tensor:
    y = x
    for block in [
      getattr(self, "{down}"),  # each down
    ]:
      y = block.forward(y)
    return y

class Sames(Module):
  __annotations__["{same}"] = __torch__.Same  # each same
  def forward(self, x: Tensor) -> Tensor:
    y = x
    for block in [
      getattr(self, "{same}"),  # each same
    ]:
      y = block.forward(y)
    return y

class Ups(Module):
  __annotations__["{up}"] = __torch__.Up  # each up
  def forward(self, x: Tensor) -> Tensor:
    y = x
    for block in [
      getattr(self, "{up}"),  # each up
    ]:
      y = block.forward(y)
    return y

class Network(Module):
  stem : __torch__.Conv
  down : __torch__.Downs
  middle : __torch__.Sames
  up : __torch__.Ups
  mask : __torch__.Conv
  image : __torch__.Conv

  def features(self, x: Tensor) -> Tensor:
    y = self.down.forward(self.stem.forward(x.contiguous(memory_format=2)))
    return self.up.forward(self.middle.forward(y).add_(y))

  def forward(self, x: Tensor) -> Tuple[Tensor, Tensor]:
    # RGB in [-1, 1], (batch, 3, size, size), to the scores of the 19 classes, (batch, 19, size,
    # size), and to a picture that nobody uses.
    y = self.features(x)
    return (self.mask.forward(y).contiguous(), self.image.forward(y).contiguous())

  def classes(self, x: Tensor) -> Tensor:
    # The class with the highest score of each pixel, (batch, size, size), as floating point.
    return torch.argmax(self.mask.forward(self.features(x)), 1).to(6)
