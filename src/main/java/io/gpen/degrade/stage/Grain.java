package io.gpen.degrade.stage;

/**
 * Adds the grain of an emulsion: the same in all channels, strongest in the middle tones.
 *
 * @param sigma standard deviation in middle grey, in levels of 0 to 255
 * @param size of the grains in pixels: the deviation of the Gaussian that clumps them; 0 for grains
 *     of one pixel
 * @param seed equal seeds give equal grain
 */
public record Grain(double sigma, double size, long seed) implements Stage {

  /** Checks the ranges. */
  public Grain {
    Require.notNegative("sigma", sigma);
    Require.notNegative("size", size);
  }

  @Override
  public Pixels apply(Pixels picture) {
    Pixels white = Field.white(picture.width(), picture.height(), seed);
    Pixels field = Field.standardized(new GaussianBlur(size).apply(white));
    float strength = (float) (sigma / Pixels.LEVELS);
    float[] grainy = picture.copy();
    for (int i = 0; i < grainy.length; i++) {
      float value = grainy[i];
      // 1 in the middle, a third in black and white.
      float tone = 1 - 2.6667f * (value - 0.5f) * (value - 0.5f);
      grainy[i] = Pixels.clip(value + strength * tone * field.values()[i / picture.channels()]);
    }
    return picture.with(grainy);
  }
}
