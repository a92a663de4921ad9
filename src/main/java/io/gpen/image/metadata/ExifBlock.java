package io.gpen.image.metadata;

/** The EXIF block. */
final class ExifBlock {

  private ExifBlock() {}

  static int orientation(byte[] block) {
    return 1;
  }

  static byte[] upright(byte[] block, boolean turned, String software) {
    return block;
  }
}
