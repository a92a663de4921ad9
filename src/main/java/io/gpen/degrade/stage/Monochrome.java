package io.gpen.degrade.stage;

/**
 * Makes a picture grey as an emulsion sees it: the early ones are blind to red, which makes lips
 * and freckles dark and blue eyes light. The result has one channel.
 *
 * @param blue share of blue
 * @param green share of green
 * @param red share of red; the three make 1
 */
public record Monochrome(double blue, double green, double red) implements Stage {

  /** Checks the ranges. */
  public Monochrome {
    Require.notNegative("blue", blue);
    Require.notNegative("green", green);
    Require.notNegative("red", red);
  }

  @Override
  public Pixels apply(Pixels picture) {
    if (picture.channels() == 1) {
      return picture;
    }
    Pixels grey = Pixels.black(picture.width(), picture.height(), 1);
    float[] from = picture.values();
    for (int i = 0; i < grey.values().length; i++) {
      float sum =
          (float) blue * from[3 * i]
              + (float) green * from[3 * i + 1]
              + (float) red * from[3 * i + 2];
      grey.values()[i] = Pixels.clip(sum);
    }
    return grey;
  }
}
