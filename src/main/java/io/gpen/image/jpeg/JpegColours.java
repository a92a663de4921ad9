package io.gpen.image.jpeg;

/** How the components of a JPEG file are meant as colours. */
enum JpegColours {
  GREY,
  RGB,
  YCBCR,
  CMYK,
  YCCK;

  /**
   * {@return the colours of a file, told as libjpeg tells them (jdapimin.c,
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
