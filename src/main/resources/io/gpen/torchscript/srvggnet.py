# SRVGGNetCompact, which enlarges pictures: convolutions at the size of the input, their last output
# spread over squares of pixels and added to the input with every pixel repeated. Channels-last on
# the way. Source: realesrgan/archs/srvgg_arch.py of Real-ESRGAN.
#
# TorchScript text, read by libtorch's parser and never by Python. A line that ends in "# each NAME"
# stands for one line per number of that range; {NAME} is the number.

class Layer(Module):
  # A 3x3 convolution and what is below zero multiplied by a slope per channel.
  __buffers__ = ["weight", "bias", "slopes"]
  weight : Tensor
  bias : Tensor
  slopes : Tensor
  def forward(self, x: Tensor) -> Tensor:
    y = torch.conv2d(x, self.weight, self.bias, [1, 1], [1, 1])
    return torch.prelu(y, self.slopes)

class Layers(Module):
  __annotations__["{layer}"] = __torch__.Layer  # each layer
  def forward(self, x: Tensor) -> Tensor:
    y = x
    for layer in [
      getattr(self, "{layer}"),  # each layer
    ]:
      y = layer.forward(y)
    return y

class Network(Module):
  # enlargement: how many times as long both sides become.
  enlargement : int
  body : __torch__.Layers
  last : __torch__.Conv
  def forward(self, x: Tensor) -> Tensor:
    # RGB in [0, 1], (batch, 3, height, width), to the enlarged picture, not clipped.
    y = self.body.forward(x.to(self.last.weight.dtype).contiguous(memory_format=2))
    y = self.last.forward(y).to(6).contiguous()
    b, c, h, w = x.shape
    # What the picture is added to stays float32, whatever the convolutions work in.
    y = y.reshape([b, 3, -1, h, w]).add_(x[:, :, None]).reshape([b, -1, h, w])
    return torch.pixel_shuffle(y, self.enlargement)
