package io.gpen.degrade.stage;

/**
 * Blurs a picture as a lens that is out of focus: each point becomes a disc.
 *
 * @param radius of the disc in pixels
 */
public record Defocus(double radius) implements Stage {

  /** Into how many parts each side of a pixel is divided to measure how much the disc covers. */
  private static final int PARTS = 8;

  /** Checks the range. */
  public Defocus {
    Require.notNegative("radius", radius);
  }

  /** The largest disc that is laid over every pixel; larger ones over a smaller picture. */
  private static final double LARGEST = 12;

  @Override
  public Pixels apply(Pixels picture) {
    if (radius <= LARGEST) {
      return kernel().convolve(picture);
    }
    double factor = radius / LARGEST;
    Pixels blurred = new Defocus(LARGEST).apply(new Shrink(factor).apply(picture));
    return new Resize(picture.width(), picture.height()).apply(blurred);
  }

  Kernel kernel() {
    Kernel.Builder kernel = new Kernel.Builder();
    int reach = (int) Math.ceil(radius);
    for (int y = -reach; y <= reach; y++) {
      for (int x = -reach; x <= reach; x++) {
        kernel.add(x, y, covered(x, y));
      }
    }
    if (radius < 0.1) {
      kernel.add(0, 0, 1);
    }
    return kernel.build();
  }

  private int covered(int x, int y) {
    int inside = 0;
    for (int i = 0; i < PARTS * PARTS; i++) {
      double dx = x + (i % PARTS + 0.5) / PARTS - 0.5;
      double dy = y + (i / PARTS + 0.5) / PARTS - 0.5;
      inside += dx * dx + dy * dy <= radius * radius ? 1 : 0;
    }
    return inside;
  }
}
