package io.gpen.degrade.stage;

import java.util.Random;

/**
 * Folds a picture once, right through: the emulsion is cracked along an uneven line and partly off,
 * one side of it is in the light and the other in the shade.
 *
 * @param angle direction of the line in radians, from x towards y
 * @param offset of the line from the middle, in halves of the longer side
 * @param width of the crack in pixels, where it is widest
 * @param relief how much lighter or darker the sides are, 0 to 1
 * @param level of the bare paper, 0 for black to 1 for white
 * @param seed equal seeds give equal cracks
 */
public record Fold(
    double angle, double offset, double width, double relief, double level, long seed)
    implements Stage {

  /** How far the shading reaches, in widths of the crack. */
  private static final double SHADING = 4;

  private static final double STEP = 2;

  /** Checks the ranges. */
  public Fold {
    Require.finite("angle", angle);
    Require.finite("offset", offset);
    Require.positive("width", width);
  }

  @Override
  public Pixels apply(Pixels picture) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double longer = Math.max(picture.width(), picture.height());
    double middleX = picture.width() / 2.0 - sin * offset * longer / 2;
    double middleY = picture.height() / 2.0 + cos * offset * longer / 2;
    return crack(shaded(picture, middleX, middleY), middleX, middleY);
  }

  private Pixels shaded(Pixels picture, double middleX, double middleY) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    float[] shaded = picture.copy();
    Curve falling = Curve.of(x -> (1 - x) * (1 - x));
    for (int i = 0; i < shaded.length; i++) {
      int pixel = i / picture.channels();
      double x = pixel % picture.width() - middleX;
      double y = pixel / picture.width() - middleY;
      double across = (cos * y - sin * x) / (SHADING * width);
      float shade = (float) relief * falling.of((float) Math.abs(across));
      shaded[i] = Pixels.clip(shaded[i] * (1 + (across < 0 ? shade : -shade)));
    }
    return picture.with(shaded);
  }

  private Pixels crack(Pixels picture, double middleX, double middleY) {
    Random random = new Random(seed);
    Cover cover = new Cover(picture);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double half = picture.width() + picture.height();
    double away = 0;
    double open = 0.5;
    for (double along = -half; along < half; along += STEP) {
      away = 0.97 * away + 0.12 * width * random.nextGaussian();
      open += 0.15 * random.nextGaussian() + 0.05 * (0.4 - open);
      double x = middleX + cos * along - sin * away;
      double y = middleY + sin * along + cos * away;
      if (open > 0.1) {
        double radius = width / 2 * Math.min(1, open);
        cover.stroke(x, y, x + cos * STEP, y + sin * STEP, radius, Math.min(1, 0.5 + open));
      }
      if (random.nextDouble() < 0.02) {
        double flake = width * random.nextDouble();
        double side = 2 * width * random.nextGaussian();
        cover.disc(x - sin * side, y + cos * side, flake, 0.9);
      }
    }
    return cover.over(picture, level);
  }
}
