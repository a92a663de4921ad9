package io.gpen.image;

/** The file formats that photos are read from and written to. */
public enum PhotoFormat {
  /** JPEG, 8 bits, grey, colour or CMYK; written at 4:4:4. */
  JPEG("JPEG", "jpg"),
  /** PNG, 8 or 16 bits, with or without alpha. */
  PNG("PNG", "png"),
  /** WebP, lossy or lossless, with or without alpha. */
  WEBP("WebP", "webp"),
  /** Windows bitmap. */
  BMP("BMP", "bmp"),
  /** TIFF of one page, 8 or 16 bits. */
  TIFF("TIFF", "tif");

  private final String displayName;
  private final String extension;

  PhotoFormat(String displayName, String extension) {
    this.displayName = displayName;
    this.extension = extension;
  }

  /** {@return the name that a person knows it by} */
  public String displayName() {
    return displayName;
  }

  /** {@return the extension of files that are written in this format by request, without dot} */
  public String extension() {
    return extension;
  }
}
