# RetinaFace on MobileNet 0.25; every convolution has a leaky ReLU of slope 0.1.

class Body(Module):
  __annotations__["{conv}"] = __torch__.Conv  # each conv
  def forward(self, x: Tensor) -> List[Tensor]:
    # The features at strides 8, 16 and 32.
    convs = [
      getattr(self, "{conv}"),  # each conv
    ]
    features = annotate(List[Tensor], [])
    y = x
    at = 0
    for length in [11, 12, 4]:
      for i in range(at, at + length):
        y = convs[i].forward(y)
      at += length
      features.append(y)
    return features
