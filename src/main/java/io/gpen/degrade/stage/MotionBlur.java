package io.gpen.degrade.stage;

/**
 * Blurs a picture along a line, as the movement of the camera or of the person does.
 *
 * @param length of the line in pixels
 * @param angle its direction in radians, from x towards y
 */
public record MotionBlur(double length, double angle) implements Stage {

  private static final double STEP = 0.25;

  /** Checks the ranges. */
  public MotionBlur {
    Require.notNegative("length", length);
    Require.finite("angle", angle);
  }

  @Override
  public Pixels apply(Pixels picture) {
    Kernel.Builder kernel = new Kernel.Builder();
    // A longer line would only repeat the mirrored picture.
    double line = Math.min(length, 2 * Math.hypot(picture.width(), picture.height()));
    int steps = 1 + (int) Math.ceil(line / STEP);
    for (int i = 0; i < steps; i++) {
      double along = ((i + 0.5) / steps - 0.5) * line;
      addBetween(kernel, along * StrictMath.cos(angle), along * StrictMath.sin(angle));
    }
    return kernel.build().convolve(picture);
  }

  /** Divides a weight of 1 between the four pixels around a point. */
  private static void addBetween(Kernel.Builder kernel, double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double right = x - left;
    double below = y - top;
    kernel.add(left, top, (1 - right) * (1 - below));
    kernel.add(left + 1, top, right * (1 - below));
    kernel.add(left, top + 1, (1 - right) * below);
    kernel.add(left + 1, top + 1, right * below);
  }
}
