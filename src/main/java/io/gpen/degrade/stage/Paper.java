package io.gpen.degrade.stage;

/**
 * Shows the texture of the paper, lit from the upper left.
 *
 * @param strength deviation of the lightness, as a share of it
 * @param size of the texture in pixels
 * @param seed equal seeds give equal textures
 */
public record Paper(double strength, double size, long seed) implements Stage {

  /** Checks the ranges. */
  public Paper {
    Require.notNegative("strength", strength);
    Require.notNegative("size", size);
  }

  @Override
  public Pixels apply(Pixels picture) {
    int width = picture.width();
    float[] height =
        new GaussianBlur(size).apply(Field.white(width, picture.height(), seed)).values();
    Pixels relief = Pixels.black(width, picture.height(), 1);
    for (int i = width + 1; i < height.length; i++) {
      relief.values()[i] = height[i] - height[i - width - 1];
    }
    float[] light = Field.standardized(relief).values();
    float[] textured = picture.copy();
    for (int i = 0; i < textured.length; i++) {
      float factor = 1 + (float) strength * light[i / picture.channels()];
      textured[i] = Pixels.clip(textured[i] * factor);
    }
    return picture.with(textured);
  }
}
