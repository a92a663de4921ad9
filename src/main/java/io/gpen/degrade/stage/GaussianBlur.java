package io.gpen.degrade.stage;

/**
 * Blurs a picture with a Gaussian that is the same in every direction.
 *
 * @param sigma standard deviation in pixels; 0 for none
 */
public record GaussianBlur(double sigma) implements Stage {

  private static final double DEVIATIONS = 3;

  /** Wider ones are computed in a smaller picture: there is no detail left to lose. */
  private static final double WIDEST = 8;

  /** Checks the range. */
  public GaussianBlur {
    Require.notNegative("sigma", sigma);
  }

  @Override
  public Pixels apply(Pixels picture) {
    if (sigma == 0) {
      return picture;
    }
    if (sigma > WIDEST) {
      double factor = sigma / WIDEST;
      Pixels blurred = new GaussianBlur(WIDEST).apply(new Shrink(factor).apply(picture));
      return new Resize(picture.width(), picture.height()).apply(blurred);
    }
    return along(false).convolve(along(true).convolve(picture));
  }

  private Kernel along(boolean rows) {
    Kernel.Builder kernel = new Kernel.Builder();
    int reach = (int) Math.ceil(DEVIATIONS * sigma);
    for (int i = -reach; i <= reach; i++) {
      double weight = StrictMath.exp(-i * i / (2 * sigma * sigma));
      kernel.add(rows ? i : 0, rows ? 0 : i, weight);
    }
    return kernel.build();
  }
}
