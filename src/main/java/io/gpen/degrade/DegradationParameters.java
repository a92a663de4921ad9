package io.gpen.degrade;

import java.util.Map;

/**
 * What degradations are drawn from: the share of the pictures that something happens to, and the
 * range from which its strength is drawn evenly. Lengths are in pixels of a picture whose longer
 * side is {@code side}.
 *
 * @param side the longer side of the pictures that the lengths are meant for, and with which they
 *     grow and shrink; 0 for lengths that are the same in pictures of every size
 * @param flip share of the pairs that are mirrored, both halves
 * @param grey share of the pairs that lose their colours as in the reference, both halves
 * @param reference blur, shrinking, noise and JPEG as the reference does them
 * @param nearlyClear share of the pictures to which nothing happens but this and the toning
 * @param monochrome share of the pairs that become grey by the colour weights of an emulsion, both
 *     halves; the strength is the share of red, from 0.299 (as eyes see) down to 0 (blind to red)
 * @param sepia brown tone of both halves
 * @param defocus radius of the disc of a lens out of focus
 * @param motion length of the line of a moving camera
 * @param contrast slope in middle grey
 * @param grain deviation in levels of 0 to 255
 * @param halftone period of the grid of a printed picture
 * @param fading what is lost of the range from black to white, 0 to 1
 * @param unevenLight difference between the middle and an edge, 0 to 1
 * @param paper deviation of the lightness, as a share of it
 * @param folds right through the picture, with the width of their cracks
 * @param overlays share of the cover of a picture of damage, if such pictures are given
 * @param scratches broken lines
 * @param hairs curls
 * @param dust specks, with their mean diameter
 * @param lightDamage share of the damage that is lighter than the picture and not darker
 * @param scan blur, shrinking, noise and JPEG of the first digital copy
 * @param copy blur, shrinking, noise and JPEG of a copy of that copy
 */
public record DegradationParameters(
    int side,
    double flip,
    double grey,
    Round reference,
    Round nearlyClear,
    Effect monochrome,
    Effect sepia,
    Effect defocus,
    Effect motion,
    Effect contrast,
    Texture grain,
    Effect halftone,
    Effect fading,
    Effect unevenLight,
    Texture paper,
    Spots folds,
    Effect overlays,
    Lines scratches,
    Lines hairs,
    Spots dust,
    double lightDamage,
    Round scan,
    Round copy) {

  /** Checks what the groups do not check. */
  public DegradationParameters {
    require(side >= 0, "side must be 0 or more");
    requireShare("flip", flip);
    requireShare("grey", grey);
    requireShare("light-damage", lightDamage);
    requireShare("monochrome.strength", monochrome.strength.max);
    requireShare("sepia.strength", sepia.strength.max);
    requireShare("fading.strength", fading.strength.max);
    requireShare("uneven-light.strength", unevenLight.strength.max);
    requireShare("overlays.strength", overlays.strength.max);
  }

  private static void requireShare(String name, double share) {
    require(share >= 0 && share <= 1, name + " must be from 0 to 1");
  }

  private static void require(boolean valid, String otherwise) {
    if (!valid) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /**
   * Where numbers are drawn from.
   *
   * @param min included, 0 or more
   * @param max not included, unless it is the same; at most 10000, so that no picture takes forever
   */
  public record Range(double min, double max) {

    private static final double LARGEST = 10_000;

    /** Checks the order. */
    public Range {
      require(min >= 0 && min <= max && max <= LARGEST, "not a range: " + min + ".." + max);
    }

    /** {@return the number at a share of the range, 0 to 1} */
    double at(double share) {
      return min + (max - min) * share;
    }
  }

  /**
   * Something that happens to some of the pictures.
   *
   * @param share of the pictures, 0 to 1
   * @param strength in the unit of the effect
   */
  public record Effect(double share, Range strength) {

    /** Checks the share. */
    public Effect {
      requireShare("share", share);
    }
  }

  /**
   * A texture on some of the pictures.
   *
   * @param share of the pictures, 0 to 1
   * @param strength in the unit of the texture
   * @param size in pixels
   */
  public record Texture(double share, Range strength, Range size) {

    /** Checks the share. */
    public Texture {
      requireShare("share", share);
    }
  }

  /**
   * Spots on some of the pictures.
   *
   * @param share of the pictures, 0 to 1
   * @param count of spots, rounded to whole numbers
   * @param size in pixels
   */
  public record Spots(double share, Range count, Range size) {

    /** Checks the share. */
    public Spots {
      requireShare("share", share);
    }
  }

  /**
   * Lines on some of the pictures.
   *
   * @param share of the pictures, 0 to 1
   * @param count of lines, rounded to whole numbers
   * @param length in pixels
   * @param width in pixels
   */
  public record Lines(double share, Range count, Range length, Range width) {

    /** Checks the share. */
    public Lines {
      requireShare("share", share);
    }
  }

  /**
   * A round of blur, shrinking, noise and JPEG.
   *
   * @param share of the pictures, 0 to 1
   * @param blur standard deviations in pixels
   * @param shrink how many times smaller the picture is made
   * @param noise standard deviations in levels of 0 to 255
   * @param quality JPEG qualities, truncated to whole numbers
   */
  public record Round(double share, Range blur, Range shrink, Range noise, Range quality) {

    /** Checks the share, and the ranges if there is a share. */
    public Round {
      requireShare("share", share);
      require(share == 0 || shrink.min > 0, "shrink must be above 0");
      require(share == 0 || quality.min >= 1 && quality.max < 101, "quality must be from 1 to 100");
    }
  }

  /**
   * {@return the same for pairs whose clear half is the picture itself: not mirrored, and not grey}
   */
  DegradationParameters keepingClear() {
    return with(Map.of("flip", "0", "grey", "0"));
  }

  /**
   * {@return the same with lengths that are meant for another size of pictures}
   *
   * @param longerSide the longer side in pixels; 0 for pictures of every size
   */
  public DegradationParameters meantFor(int longerSide) {
    return with(Map.of("side", Integer.toString(longerSide)));
  }

  private DegradationParameters with(Map<String, String> changes) {
    Map<String, String> values = ParameterText.of(this);
    values.putAll(changes);
    return ParameterText.parse(values);
  }
}
