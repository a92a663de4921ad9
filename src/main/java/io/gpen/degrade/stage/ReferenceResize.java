package io.gpen.degrade.stage;

/**
 * Resizes a picture bilinearly, as the reference does.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record ReferenceResize(int width, int height) implements Stage {

  @Override
  public Pixels apply(Pixels picture) {
    return ReferenceShrink.resized(picture, width, height);
  }
}
