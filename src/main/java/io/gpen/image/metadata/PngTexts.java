package io.gpen.image.metadata;

/** x. */
final class PngTexts {
  static final String COMMENT = "Comment";

  private PngTexts() {}
}
