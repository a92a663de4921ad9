# The training of GPEN. trainer.py goes on with this class; the lists of parameters follow. Lines that
# end in "# each identity" or "# each perceptual" are there if that network is.
# Source: train_simple.py of the reference.
#
# TorchScript text, read by libtorch's parser and never by Python.

def smooth_l1(a: Tensor, b: Tensor, weights: Tensor) -> Tensor:
  # The mean over the pictures; weights: of the places, 1 on average.
  return (torch.smooth_l1_loss(a, b, 0) * weights).mean()

def feature_distance(a: List[Tensor], b: List[Tensor]) -> Tensor:
  # The mean absolute difference, layer by layer.
  distances = annotate(List[Tensor], [])
  for x, y in zip(a, b):
    distances.append(torch.abs(x - y).mean())
  return torch.stack(distances).mean()

def perceptual_distance(a: List[Tensor], b: List[Tensor]) -> Tensor:
  # The squared difference of each channel's share in the features of a place, layer by layer.
  distances = annotate(List[Tensor], [])
  for x, y in zip(a, b):
    p = torch.div(x, torch.norm(x, 2, [1], True) + 1e-10)
    q = torch.div(y, torch.norm(y, 2, [1], True) + 1e-10)
    distances.append((p - q).pow(2).sum([1]).mean())
  return torch.stack(distances).mean()

def arcface(x: Tensor) -> Tensor:
  # The part of pictures that the ArcFace template shows, 112 pixels square, from 0 to 1. GPEN's
  # template is the same one with a quarter of the side around it.
  return torch._upsample_bilinear2d_aa(x, [168, 168], False)[:, :, 28:140, 28:140] * 0.5 + 0.5

class Trainer(Module):
  __buffers__ = ["places"]
  g : __torch__.Network
  d : __torch__.Discriminator
  g_ema : __torch__.Network
  g_adam : __torch__.Adam
  d_adam : __torch__.Adam
  colour : bool
  shift : bool
  cutout : bool
  places : Tensor
  adversarial : float
  adversarial_ratio : float
  smooth_l1 : float
  smooth_l1_half : float
  features : float
  perceptual_weight : float
  identity_weight : float
  perceptual : __torch__.SqueezeNet  # each perceptual
  identity : __torch__.MobileFaceNet  # each identity

  def fake(self, input: Tensor) -> Tuple[Tensor, Tensor]:
    # The restored pictures, and the latents of their layers.
    return self.g.with_latents(input)

  def likeness(self, picture: Tensor, clear: Tensor) -> List[Tensor]:
    # The losses that compare with what should be, each with its weight; those that are on.
    losses = annotate(List[Tensor], [])
    if self.smooth_l1 > 0.0:
      losses.append(__torch__.smooth_l1(picture, clear, self.places) * self.smooth_l1)
    if self.smooth_l1_half > 0.0:
      small = torch.avg_pool2d(picture, [2, 2])
      places = torch.avg_pool2d(self.places, [2, 2])
      half = __torch__.smooth_l1(small, torch.avg_pool2d(clear, [2, 2]), places)
      losses.append(half * self.smooth_l1_half)
    if self.features > 0.0:
      real = [feature.detach() for feature in self.d.convs.features(clear)]
      distance = __torch__.feature_distance(self.d.convs.features(picture), real)
      losses.append(distance * self.features)
    losses.append(__torch__.perceptual_distance(self.perceptual.features(picture * 0.5 + 0.5), self.perceptual.features(clear * 0.5 + 0.5)) * self.perceptual_weight)  # each perceptual
    losses.append((1.0 - (self.identity.forward(__torch__.arcface(picture)) * self.identity.forward(__torch__.arcface(clear))).sum([1])).mean() * self.identity_weight)  # each identity
    return losses

  def g_gradients(self, arguments: List[Tensor]) -> List[Tensor]:
    # A factor, degraded pictures and the same ones clear; to the sum of the losses with their
    # weights, the adversarial one, the share of it that is used, and the others. A ratio holds the
    # gradient of the adversarial loss by the picture at that share of the others' gradient.
    torch.set_grad_enabled(True)
    made, latents = self.fake(arguments[1])
    picture = made.detach().requires_grad_(True)
    losses = self.likeness(picture, arguments[2])
    total = torch.zeros([], device=made.device)
    gradient = torch.zeros_like(made)
    if len(losses) > 0:
      total = torch.stack(losses).sum()
      gradient = unchecked_cast(Tensor, torch.autograd.grad([total], [picture])[0])
    weight = torch.full([], self.adversarial, device=made.device)
    adversarial = torch.zeros([], device=made.device)
    if self.adversarial > 0.0:
      adversarial = self.d.g_loss(self.augmented(picture))
      more = unchecked_cast(Tensor, torch.autograd.grad([adversarial], [picture])[0])
      if self.adversarial_ratio > 0.0:
        weight = self.adversarial_ratio * torch.norm(gradient) / (torch.norm(more) + 1e-12)
      gradient = gradient + more * weight
    self.g_adam.add(made, gradient * float(arguments[0]), self.g_parameters())
    results = [(total + adversarial * weight).detach(), adversarial.detach(), weight]
    return results + [loss.detach() for loss in losses]

  def samples(self, arguments: List[Tensor]) -> List[Tensor]:
    # Degraded pictures, restored by the averaged generator.
    torch.set_grad_enabled(False)
    return [self.g_ema.forward(arguments[0]).contiguous()]
