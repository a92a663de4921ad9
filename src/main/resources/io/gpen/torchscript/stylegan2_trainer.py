# The training of StyleGAN2. trainer.py goes on with this class; the lists of parameters follow.
# Source: train_simple.py of the reference, and what it goes back to, rosinality/stylegan2-pytorch.
#
# TorchScript text, read by libtorch's parser and never by Python.

class Trainer(Module):
  g : __torch__.Generator
  d : __torch__.Discriminator
  g_ema : __torch__.Generator
  g_adam : __torch__.Adam
  d_adam : __torch__.Adam
  mixing : float
  colour : bool
  shift : bool
  cutout : bool

  def latents(self, count: int) -> Tensor:
    # Of every layer; with a probability of mixing, the layers from some on have others.
    device = self.g.input.input.device
    layers = self.g.layers()
    width = getattr(self.g.style, "1").weight.size(1)
    z = torch.randn([2, count, width], device=device)
    first = self.g.style.forward(z[0]).unsqueeze(1)
    if float(torch.rand([1])) < self.mixing:
      cut = int(torch.randint(1, layers, [1]))
      second = self.g.style.forward(z[1]).unsqueeze(1)
      w = torch.cat([first.repeat([1, cut, 1]), second.repeat([1, layers - cut, 1])], 1)
    else:
      w = first.repeat([1, layers, 1])
    return w

  def fake(self, input: Tensor) -> Tuple[Tensor, Tensor]:
    # As many pictures as the input has, and the latents of their layers.
    latents = self.latents(input.size(0))
    return (self.g.from_noise(latents), latents)

  def g_gradients(self, arguments: List[Tensor]) -> List[Tensor]:
    # The factor of the loss, and as many pictures as are to be made; to the loss.
    torch.set_grad_enabled(True)
    picture, latents = self.fake(arguments[1])
    loss = self.d.g_loss(self.augmented(picture))
    self.g_adam.add(loss * float(arguments[0]), None, self.g_parameters())
    return [loss.detach()]

  def samples(self, arguments: List[Tensor]) -> List[Tensor]:
    # As many pictures as the input has, by the averaged generator.
    torch.set_grad_enabled(False)
    layers = self.g_ema.layers()
    width = getattr(self.g_ema.style, "1").weight.size(1)
    z = torch.randn([arguments[0].size(0), width], device=arguments[0].device)
    latents = self.g_ema.style.forward(z).unsqueeze(1).repeat([1, layers, 1])
    return [self.g_ema.from_noise(latents).contiguous()]
