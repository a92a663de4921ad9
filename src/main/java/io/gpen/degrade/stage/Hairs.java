package io.gpen.degrade.stage;

import java.util.Random;

/**
 * Lays hairs on a picture: thin curls.
 *
 * @param count of hairs
 * @param length of the longest in pixels
 * @param width in pixels
 * @param level 0 for black to 1 for white
 * @param seed equal seeds give equal hairs
 */
public record Hairs(int count, double length, double width, double level, long seed)
    implements Stage {

  private static final int STEPS = 60;

  /** Checks the ranges. */
  public Hairs {
    Require.notNegative("length", length);
    Require.notNegative("width", width);
  }

  @Override
  public Pixels apply(Pixels picture) {
    Random random = new Random(seed);
    Cover cover = new Cover(picture);
    for (int i = 0; i < count; i++) {
      double x = picture.width() * random.nextDouble();
      double y = picture.height() * random.nextDouble();
      double angle = 2 * Math.PI * random.nextDouble();
      double step = length / STEPS * (0.3 + 0.7 * random.nextDouble());
      double opacity = 0.5 + 0.4 * random.nextDouble();
      double curl = 0;
      for (int k = 0; k < STEPS; k++) {
        double nextX = x + step * StrictMath.cos(angle);
        double nextY = y + step * StrictMath.sin(angle);
        cover.stroke(x, y, nextX, nextY, width / 2, opacity);
        x = nextX;
        y = nextY;
        curl = 0.9 * curl + 0.05 * random.nextGaussian();
        angle += curl;
      }
    }
    return cover.over(picture, level);
  }
}
