# A large tensor, which the file may hold in half the bytes.
#
# TorchScript text, read by libtorch's parser and never by Python.

class Stored(Module):
  # Its state is what the file holds, and the factor that makes the value of it where it is float16;
  # anything else is the value already.
  __buffers__ = ["value"]
  value : Tensor
  def __getstate__(self) -> Tuple[Tensor, float]:
    return (self.value, 1.0)
  def __setstate__(self, state: Tuple[Tensor, float]) -> NoneType:
    stored, factor = state
    if stored.dtype == 5:
      self.value = stored.to(6).mul_(factor)
    else:
      self.value = stored
