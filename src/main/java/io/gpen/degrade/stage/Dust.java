package io.gpen.degrade.stage;

import java.util.Random;

/**
 * Strews dust on a picture: many small specks and a few larger ones, none of them round.
 *
 * @param count of specks
 * @param size mean diameter in pixels
 * @param level 0 for black to 1 for white
 * @param seed equal seeds give equal dust
 */
public record Dust(int count, double size, double level, long seed) implements Stage {

  private static final int DISCS = 3;

  /** Checks the range. */
  public Dust {
    Require.notNegative("size", size);
  }

  @Override
  public Pixels apply(Pixels picture) {
    Random random = new Random(seed);
    Cover cover = new Cover(picture);
    for (int i = 0; i < count; i++) {
      double x = picture.width() * random.nextDouble();
      double y = picture.height() * random.nextDouble();
      double radius = size / 2 * Math.min(5, -StrictMath.log(1 - random.nextDouble()));
      double opacity = 0.4 + 0.6 * random.nextDouble();
      for (int k = 0; k < DISCS; k++) {
        cover.disc(x, y, radius, opacity);
        x += radius * random.nextGaussian();
        y += radius * random.nextGaussian();
        radius *= 0.7;
      }
    }
    return cover.over(picture, level);
  }
}
