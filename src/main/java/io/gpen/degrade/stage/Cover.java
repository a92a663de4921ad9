package io.gpen.degrade.stage;

/** How much of each pixel something covers, drawn with soft edges. */
final class Cover {

  private final int width;
  private final int height;
  private final float[] values;

  /** Creates an empty cover of a picture. */
  Cover(Pixels picture) {
    width = picture.width();
    height = picture.height();
    values = new float[width * height];
  }

  /** Covers a disc; where something covers more already, that stays. */
  void disc(double x, double y, double radius, double opacity) {
    stroke(x, y, x, y, radius, opacity);
  }

  /** Covers a line with round ends. */
  void stroke(double x1, double y1, double x2, double y2, double radius, double opacity) {
    double reach = radius + 1;
    int left = (int) Math.max(0, Math.floor(Math.min(x1, x2) - reach));
    int right = (int) Math.min(width - 1, Math.ceil(Math.max(x1, x2) + reach));
    int top = (int) Math.max(0, Math.floor(Math.min(y1, y2) - reach));
    int bottom = (int) Math.min(height - 1, Math.ceil(Math.max(y1, y2) + reach));
    double dx = x2 - x1;
    double dy = y2 - y1;
    double square = Math.max(1e-12, dx * dx + dy * dy);
    // A line thinner than a pixel covers only a part of it.
    double full = opacity * Math.min(1, 2 * radius);
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        double along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / square));
        double offX = x - x1 - along * dx;
        double offY = y - y1 - along * dy;
        double inside = Math.max(radius, 0.5) + 0.5 - Math.sqrt(offX * offX + offY * offY);
        cover(y * width + x, full * Math.min(1, inside));
      }
    }
  }

  /** Covers a pixel by its index. */
  void cover(int pixel, double opacity) {
    values[pixel] = Math.max(values[pixel], (float) opacity);
  }

  /**
   * {@return the picture with a level where it is covered}
   *
   * @param level 0 for black to 1 for white
   */
  Pixels over(Pixels picture, double level) {
    float[] covered = picture.copy();
    for (int i = 0; i < covered.length; i++) {
      float share = values[i / picture.channels()];
      covered[i] += share * ((float) level - covered[i]);
    }
    return picture.with(covered);
  }
}
