package io.gpen.degrade.stage;

import java.util.Random;

/**
 * Scratches a picture: broken lines that run nearly the same way.
 *
 * @param count of scratches
 * @param length of the longest in pixels
 * @param width of the widest in pixels
 * @param level of what comes to light, 0 for black to 1 for white
 * @param seed equal seeds give equal scratches
 */
public record Scratches(int count, double length, double width, double level, long seed)
    implements Stage {

  private static final double STEP = 4;

  /** Checks the ranges. */
  public Scratches {
    Require.notNegative("length", length);
    Require.notNegative("width", width);
  }

  @Override
  public Pixels apply(Pixels picture) {
    Random random = new Random(seed);
    Cover cover = new Cover(picture);
    double main = Math.PI * random.nextDouble();
    for (int i = 0; i < count; i++) {
      double angle = main + 0.15 * random.nextGaussian();
      scratch(cover, picture, angle, random);
    }
    return cover.over(picture, level);
  }

  private void scratch(Cover cover, Pixels picture, double angle, Random random) {
    double x = picture.width() * random.nextDouble();
    double y = picture.height() * random.nextDouble();
    double own = length * (0.2 + 0.8 * random.nextDouble());
    double radius = width / 2 * (0.3 + 0.7 * random.nextDouble());
    double bend = 0.01 * random.nextGaussian();
    double pressure = random.nextDouble();
    for (double done = 0; done < own; done += STEP) {
      double nextX = x + STEP * StrictMath.cos(angle);
      double nextY = y + STEP * StrictMath.sin(angle);
      // It skips where the pressure falls below a third.
      pressure += 0.25 * random.nextGaussian() + 0.1 * (0.7 - pressure);
      if (pressure > 0.33) {
        cover.stroke(x, y, nextX, nextY, radius, Math.min(1, pressure));
      }
      x = nextX;
      y = nextY;
      angle += bend * random.nextDouble();
    }
  }
}
