
  # What all trainers have: the discriminator's side, the regularisers, the updates. Every method takes
  # a list of tensors; a loss comes with the factor by which its gradients are added, numbers are
  # tensors of one value.

  def augmented(self, x: Tensor) -> Tensor:
    y = x
    if self.colour:
      y = __torch__.change_colour(y)
    if self.shift:
      y = __torch__.change_place(y)
    if self.cutout:
      y = __torch__.cut_out(y)
    return y

  def d_gradients(self, arguments: List[Tensor]) -> List[Tensor]:
    # A factor, real pictures, and what fakes are made of; to the logistic loss and the mean scores of
    # both. Real ones and fakes do not see each other.
    torch.set_grad_enabled(False)
    picture, latents = self.fake(arguments[2])
    torch.set_grad_enabled(True)
    real = self.d.forward(self.augmented(arguments[1]))
    fake = self.d.forward(self.augmented(picture))
    loss = torch.softplus(-real).mean() + torch.softplus(fake).mean()
    self.d_adam.add(loss * float(arguments[0]), None, self.d_parameters())
    return [loss.detach(), real.detach().mean(), fake.detach().mean()]

  def r1_gradients(self, arguments: List[Tensor]) -> List[Tensor]:
    # A factor and real pictures; to the mean squared gradient of the scores by them.
    torch.set_grad_enabled(True)
    x = arguments[1].detach().requires_grad_(True)
    score = self.d.forward(self.augmented(x)).sum()
    gradient = torch.autograd.grad([score], [x], None, True, True)[0]
    penalty = unchecked_cast(Tensor, gradient).pow(2).flatten(1).sum(1).mean()
    self.d_adam.add(penalty * float(arguments[0]), None, self.d_parameters())
    return [penalty.detach()]

  def path_gradients(self, arguments: List[Tensor]) -> List[Tensor]:
    # A factor, the mean path length so far, what fakes are made of, and perhaps the noise; to the
    # penalty, the new mean path length and the lengths.
    torch.set_grad_enabled(True)
    picture, latents = self.fake(arguments[2])
    if len(arguments) > 3:
      noise = arguments[3]
    else:
      noise = torch.randn_like(picture)
    scale = float(picture.size(2) * picture.size(3)) ** 0.5
    projected = (picture * (noise / scale)).sum()
    gradient = torch.autograd.grad([projected], [latents], None, True, True)[0]
    lengths = torch.sqrt(unchecked_cast(Tensor, gradient).pow(2).sum(2).mean(1))
    mean = arguments[1] + 0.01 * (lengths.mean() - arguments[1])
    penalty = (lengths - mean).pow(2).mean()
    self.g_adam.add(penalty * float(arguments[0]), None, self.g_parameters())
    return [penalty.detach(), mean.detach(), lengths.detach()]

  def g_update(self, arguments: List[Tensor]) -> List[Tensor]:
    # The rate, and how many updates there were, with this one; to the norm of the gradients.
    rate = float(arguments[0])
    rates = [rate * factor for factor in self.g_factors()]
    return [self.g_adam.update(self.g_parameters(), rates, int(arguments[1]))]

  def d_update(self, arguments: List[Tensor]) -> List[Tensor]:
    parameters = self.d_parameters()
    rates = [float(arguments[0]) for parameter in parameters]
    return [self.d_adam.update(parameters, rates, int(arguments[1]))]

  def average(self, arguments: List[Tensor]) -> List[Tensor]:
    # Takes a step from the averaged generator to the generator. The share that stays is given.
    decay = float(arguments[0])
    averaged = self.g_ema_parameters()
    current = [parameter.detach() for parameter in self.g_parameters()]
    torch._foreach_mul_(averaged, decay)
    torch._foreach_add_(averaged, current, alpha=1.0 - decay)
    return arguments

  # The state, in the order of the lists of parameters.

  def g_moments(self) -> List[Tensor]:
    return self.g_adam.first + self.g_adam.second

  def d_moments(self) -> List[Tensor]:
    return self.d_adam.first + self.d_adam.second

  def g_gradients_added(self) -> List[Tensor]:
    return self.g_adam.gradients

  def d_gradients_added(self) -> List[Tensor]:
    return self.d_adam.gradients

  def assign(self, targets: List[Tensor], values: List[Tensor]) -> List[Tensor]:
    for target, value in zip(targets, values):
      target.detach().copy_(value)
    return values[0:1]

  def set_g(self, values: List[Tensor]) -> List[Tensor]:
    # Gradients of others are forgotten.
    self.g_adam.gradients = annotate(List[Tensor], [])
    return self.assign(self.g_parameters(), values)

  def set_d(self, values: List[Tensor]) -> List[Tensor]:
    # Gradients of others are forgotten.
    self.d_adam.gradients = annotate(List[Tensor], [])
    return self.assign(self.d_parameters(), values)

  def set_g_ema(self, values: List[Tensor]) -> List[Tensor]:
    return self.assign(self.g_ema_parameters(), values)

  def set_g_moments(self, values: List[Tensor]) -> List[Tensor]:
    half = len(values) // 2
    self.g_adam.first = [value.clone() for value in values[0:half]]
    self.g_adam.second = [value.clone() for value in values[half:]]
    return values[0:1]

  def set_d_moments(self, values: List[Tensor]) -> List[Tensor]:
    half = len(values) // 2
    self.d_adam.first = [value.clone() for value in values[0:half]]
    self.d_adam.second = [value.clone() for value in values[half:]]
    return values[0:1]
