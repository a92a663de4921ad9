# Adam for the parameters of one network: torch.optim.Adam's formula, with a rate for each parameter.
#
# TorchScript text, read by libtorch's parser and never by Python.

class Adam(Module):
  # The moments begin with the first update; the gradients are empty before the first is added.
  beta1 : float
  beta2 : float
  gradients : List[Tensor]
  first : List[Tensor]
  second : List[Tensor]
  def __getstate__(self) -> Tuple[float, float]:
    return (self.beta1, self.beta2)
  def __setstate__(self, state: Tuple[float, float]) -> NoneType:
    self.beta1, self.beta2 = state
    self.gradients = annotate(List[Tensor], [])
    self.first = annotate(List[Tensor], [])
    self.second = annotate(List[Tensor], [])

  def add(self, output: Tensor, weights: Optional[Tensor], parameters: List[Tensor]) -> NoneType:
    # Adds the gradients of a loss, or of the sum of an output with weights, to those that are there.
    more = annotate(List[Tensor], [])
    given = annotate(List[Optional[Tensor]], [weights])
    for gradient, parameter in zip(torch.autograd.grad([output], parameters, given, None, False, True), parameters):
      if gradient is None:
        more.append(torch.zeros_like(parameter).detach())
      else:
        more.append(unchecked_cast(Tensor, gradient))
    if len(self.gradients) == 0:
      self.gradients = more
    else:
      torch._foreach_add_(self.gradients, more)

  def update(self, parameters: List[Tensor], rates: List[float], updates: int) -> Tensor:
    # Changes the parameters by the gradients, which are gone afterwards, and gives their norm.
    # updates: how many there were, with this one.
    gradients = self.gradients
    self.gradients = annotate(List[Tensor], [])
    if updates == 1:
      self.first = [torch.zeros_like(parameter).detach() for parameter in parameters]
      self.second = [torch.zeros_like(parameter).detach() for parameter in parameters]
    torch._foreach_lerp_(self.first, gradients, 1.0 - self.beta1)
    torch._foreach_mul_(self.second, self.beta2)
    torch._foreach_addcmul_(self.second, gradients, gradients, 1.0 - self.beta2)
    step = 1.0 / (1.0 - self.beta1 ** updates)
    root = (1.0 - self.beta2 ** updates) ** 0.5
    for parameter, first, second, rate in zip(parameters, self.first, self.second, rates):
      parameter.detach().addcdiv_(first, second.sqrt().div_(root).add_(1e-08), value=-rate * step)
    return torch.norm(torch.stack(torch._foreach_norm(gradients)))
