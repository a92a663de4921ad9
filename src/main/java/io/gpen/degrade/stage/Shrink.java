package io.gpen.degrade.stage;

/**
 * Shrinks a picture, averaging.
 *
 * @param factor how many times smaller, 1 or more; sides are rounded, but never below one pixel
 */
public record Shrink(double factor) implements Stage {

  /** Checks the range. */
  public Shrink {
    Require.notNegative("factor above 1", factor - 1);
  }

  @Override
  public Pixels apply(Pixels picture) {
    return new Resize(shrunk(picture.width()), shrunk(picture.height())).apply(picture);
  }

  private int shrunk(int side) {
    return (int) Math.max(1, Math.rint(side / factor));
  }
}
