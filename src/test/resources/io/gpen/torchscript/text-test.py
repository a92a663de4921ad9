class A(Module):
  ecd{level} : Tensor  # each level
  other : Tensor
