# The RetinaFace detector around its backbone, batch norm folded into the convolutions. Channels-last
# on the way, any picture size. Source: face_detect/facemodels/retinaface.py and net.py of the reference.
#
# TorchScript text, read by libtorch's parser and never by Python. A line that ends in "# each NAME"
# stands for one line per number of that range; {NAME} is the number.

class Fpn(Module):
  output1 : __torch__.Conv
  output2 : __torch__.Conv
  output3 : __torch__.Conv
  merge1 : __torch__.Conv
  merge2 : __torch__.Conv
  def forward(self, x: List[Tensor]) -> List[Tensor]:
    y1 = self.output1.forward(x[0])
    y2 = self.output2.forward(x[1])
    y3 = self.output3.forward(x[2])
    y2 = self.merge2.forward(y2.add_(torch.upsample_nearest2d(y3, [y2.size(2), y2.size(3)])))
    y1 = self.merge1.forward(y1.add_(torch.upsample_nearest2d(y2, [y1.size(2), y1.size(3)])))
    return [y1, y2, y3]

class Ssh(Module):
  conv3X3 : __torch__.Conv
  conv5X5_1 : __torch__.Conv
  conv5X5_2 : __torch__.Conv
  conv7X7_2 : __torch__.Conv
  conv7x7_3 : __torch__.Conv
  def forward(self, x: Tensor) -> Tensor:
    y = self.conv5X5_1.forward(x)
    branches = [self.conv3X3.forward(x), self.conv5X5_2.forward(y), self.conv7x7_3.forward(self.conv7X7_2.forward(y))]
    return torch.relu_(torch.cat(branches, 1))

class Head(Module):
  # The class, box and landmark heads of one level in one convolution: 2 anchors of 2 + 4 + 10.
  __buffers__ = ["weight", "bias"]
  weight : Tensor
  bias : Tensor
  def forward(self, x: Tensor) -> List[Tensor]:
    y = torch.conv2d(x, self.weight, self.bias).permute([0, 2, 3, 1])
    b = y.size(0)
    conf, loc, landms = torch.split_with_sizes(y, [4, 8, 20], 3)
    return [loc.reshape([b, -1, 4]), conf.reshape([b, -1, 2]), landms.reshape([b, -1, 10])]

class Network(Module):
  body : __torch__.Body
  fpn : __torch__.Fpn
  ssh1 : __torch__.Ssh
  ssh2 : __torch__.Ssh
  ssh3 : __torch__.Ssh
  head1 : __torch__.Head
  head2 : __torch__.Head
  head3 : __torch__.Head
  def forward(self, x: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    # BGR minus (104, 117, 123), (batch, 3, height, width), to boxes (batch, N, 4), scores after
    # softmax (batch, N, 2) and landmarks (batch, N, 10), none of them decoded.
    levels = self.fpn.forward(self.body.forward(x.contiguous(memory_format=2)))
    a = self.head1.forward(self.ssh1.forward(levels[0]))
    b = self.head2.forward(self.ssh2.forward(levels[1]))
    c = self.head3.forward(self.ssh3.forward(levels[2]))
    loc = torch.cat([a[0], b[0], c[0]], 1)
    conf = torch.softmax(torch.cat([a[1], b[1], c[1]], 1), -1)
    landms = torch.cat([a[2], b[2], c[2]], 1)
    return (loc, conf, landms)
