# StyleGAN2's discriminator with the reference's own parameter names and unfolded weights, and the
# losses of training against it. Its layers are in equalized.py and gpen_layers.py, its blurs in
# gpen_blurs.py.
# Source: Discriminator in face_model/gpen_model.py and the losses in train_simple.py of the reference.
#
# TorchScript text, read by libtorch's parser and never by Python. A line that ends in "# each NAME"
# stands for one line per number of that range; {NAME} is the number.

class SkipLayer(Module):
  __annotations__["0"] = __torch__.Blur
  __annotations__["1"] = __torch__.EqualConv2dDown
  def forward(self, x: Tensor, added: Tensor, gain: float) -> Tensor:
    # Only the pixels that the convolution takes are blurred.
    blur = getattr(self, "0")
    weight = __torch__.equalized(getattr(self, "1").weight) * gain
    y = __torch__.blur_each(x, blur.kernel, blur.pad, 2)
    z = __torch__.pointwise(y, weight, added.flatten(2).transpose(1, 2))
    return __torch__.pictures(z, added)

class ResBlock(Module):
  conv1 : __torch__.SameLayer
  conv2 : __torch__.DownLayer
  skip : __torch__.SkipLayer
  def forward(self, x: Tensor) -> Tensor:
    # Half of the sum's squares each.
    share = 0.5 ** 0.5
    y = self.conv2.with_gain(self.conv1.forward(x), __torch__.gain() * share)
    return self.skip.forward(x, y, share)

class DiscriminatorConvs(Module):
  __annotations__["0"] = __torch__.SameLayer
  __annotations__["{block}"] = __torch__.ResBlock  # each block
  def features(self, x: Tensor) -> List[Tensor]:
    # After each block.
    features = annotate(List[Tensor], [])
    y = getattr(self, "0").forward(x)
    for block in [
      getattr(self, "{block}"),  # each block
    ]:
      y = block.forward(y)
      features.append(y)
    return features
  def forward(self, x: Tensor) -> Tensor:
    return self.features(x)[-1]

class DiscriminatorFinalLinear(Module):
  __annotations__["0"] = __torch__.EqualLinear
  __annotations__["1"] = __torch__.EqualLinear
  def forward(self, x: Tensor) -> Tensor:
    return getattr(self, "1").forward(getattr(self, "0").forward(x))

class Discriminator(Module):
  convs : __torch__.DiscriminatorConvs
  final_conv : __torch__.SameLayer
  final_linear : __torch__.DiscriminatorFinalLinear

  def forward(self, x: Tensor) -> Tensor:
    # RGB in [-1, 1], (batch, 3, size, size), to one score each, (batch, 1); the higher, the more
    # real. The pictures of a batch are compared with each other, so a score depends on the batch:
    # the mean deviation between them is one more channel.
    y = self.convs.forward(x)
    deviation = torch.sqrt(torch.var(y, [0], False) + 1e-08).mean()
    shape = [y.size(0), 1, y.size(2), y.size(3)]
    y = torch.cat([y, deviation.expand(shape)], 1)
    # Channels of zeros up to a multiple of 16: for other numbers libtorch 2.7.1 gives wrong values on
    # some processors (Zen 5).
    fill = [0, 0, 0, 0, 0, -y.size(1) % 16]
    weight = __torch__.equalized(getattr(self.final_conv, "0").weight)
    y = torch.conv2d(torch.constant_pad_nd(y, fill), torch.constant_pad_nd(weight, fill), None, [1, 1], [1, 1])
    y = __torch__.lrelu(y, getattr(self.final_conv, "1").bias)
    return self.final_linear.forward(y.flatten(1))

  def d_loss(self, pictures: Tensor) -> Tensor:
    # The discriminator's logistic loss; the first half of the batch is real, the second is not.
    # The halves do not see each other.
    real, fake = torch.chunk(pictures, 2)
    return torch.softplus(-self.forward(real)).mean() + torch.softplus(self.forward(fake)).mean()

  def g_loss(self, fake: Tensor) -> Tensor:
    # The generator's non-saturating loss on pictures that it made.
    return torch.softplus(-self.forward(fake)).mean()
