# Differentiable augmentation, which keeps the discriminator from learning a small set of pictures by
# heart. Source: Zhao, Liu, Lin, Zhu and Han, "Differentiable Augmentation for Data-Efficient GAN
# Training" (2020). Pictures are RGB in [-1, 1], (batch, 3, size, size); each gets its own change.
#
# TorchScript text, read by libtorch's parser and never by Python.

def random_per_picture(x: Tensor) -> Tensor:
  # From 0 to 1.
  return torch.rand([x.size(0), 1, 1, 1], device=x.device)

def change_colour(x: Tensor) -> Tensor:
  # Brightness, saturation and contrast.
  y = x + (__torch__.random_per_picture(x) - 0.5)
  grey = y.mean([1], True)
  y = (y - grey) * (__torch__.random_per_picture(x) * 2.0) + grey
  mean = y.mean([1, 2, 3], True)
  return (y - mean) * (__torch__.random_per_picture(x) + 0.5) + mean

def change_place(x: Tensor) -> Tensor:
  # By up to an eighth of the side, with zeros where nothing is left.
  reach = (x.size(3) + 4) // 8
  shifts = torch.randint(-reach, reach + 1, [x.size(0), 2])
  moved = annotate(List[Tensor], [])
  for i in range(x.size(0)):
    right = int(shifts[i, 0])
    down = int(shifts[i, 1])
    moved.append(torch.constant_pad_nd(x[i:i + 1], [right, -right, down, -down]))
  return torch.cat(moved)

def cut_out(x: Tensor) -> Tensor:
  # A square of half the side, perhaps partly outside, becomes zero.
  side = x.size(3)
  reach = side // 4
  middles = torch.randint(0, side + 1, [2, x.size(0), 1], device=x.device)
  places = torch.arange(side, device=x.device).unsqueeze(0)
  rows = torch.lt(torch.abs(places - middles[0]), reach)
  columns = torch.lt(torch.abs(places - middles[1]), reach)
  hidden = torch.logical_and(rows.unsqueeze(2), columns.unsqueeze(1)).unsqueeze(1)
  return torch.masked_fill(x, hidden, 0.0)
