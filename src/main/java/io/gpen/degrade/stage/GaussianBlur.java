package io.gpen.degrade.stage;

/**
 * Blurs a picture with a Gaussian that is the same in every direction.
 *
 * @param sigma standard deviation in pixels; 0 for none
 */
public record GaussianBlur(double sigma) implements Stage {

  private static final double DEVIATIONS = 3;

  /** Checks the range. */
  public GaussianBlur {
    Require.notNegative("sigma", sigma);
  }

  @Override
  public Pixels apply(Pixels picture) {
    if (sigma == 0) {
      return picture;
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
