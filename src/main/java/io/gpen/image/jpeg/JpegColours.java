package io.gpen.image.jpeg;

/** The colour spaces of JPEG files. */
enum JpegColours {
  GREY,
  RGB,
  YCBCR,
  CMYK,
  YCCK;

  /**
   * {@return the colour space of a file, determined as in libjpeg (jdapimin.c,
   * default_decompress_parms)}
   */
  static JpegColours of(JpegFile file, JpegFrame frame) {
    int transform = file.adobeTransform();
    return switch (frame.components().size()) {
      case 1 -> GREY;
      case 4 -> transform <= 0 ? CMYK : YCCK;
      default -> {
        if (file.hasJfif() || transform > 0) {
          yield YCBCR;
        }
        yield transform == 0 || frame.hasIds('R', 'G', 'B') ? RGB : YCBCR;
      }
    };
  }

  /** {@return the code of the Adobe segment (Adobe technical note 5116)} */
  int adobeTransform() {
    return switch (this) {
      case GREY, RGB, CMYK -> 0;
      case YCBCR -> 1;
      case YCCK -> 2;
    };
  }
}
