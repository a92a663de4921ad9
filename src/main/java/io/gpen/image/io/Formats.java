package io.gpen.image.io;

import io.gpen.image.FileKind;
import io.gpen.image.ImageFormat;
import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoFormat;
import io.gpen.image.bmp.BmpFormat;
import io.gpen.image.jpeg.JpegFormat;
import io.gpen.image.png.PngFormat;
import io.gpen.image.tiff.TiffFormat;
import io.gpen.image.webp.WebpFormat;

/** The formats that are read and written, one entry each. */
final class Formats {

  private static final ImageFormat JPEG = new JpegFormat();
  private static final ImageFormat PNG = new PngFormat();
  private static final ImageFormat WEBP = new WebpFormat();
  private static final ImageFormat BMP = new BmpFormat();
  private static final ImageFormat TIFF = new TiffFormat();

  private Formats() {}

  static ImageFormat of(PhotoFormat format) {
    return switch (format) {
      case JPEG -> JPEG;
      case PNG -> PNG;
      case WEBP -> WEBP;
      case BMP -> BMP;
      case TIFF -> TIFF;
    };
  }

  /**
   * {@return the format of a file by its first bytes}
   *
   * @throws PhotoException if it is no picture or of an unsupported kind
   */
  static ImageFormat of(byte[] file) {
    if (file.length == 0) {
      throw PhotoErrors.empty();
    }
    FileKind kind = FileKind.of(file).orElseThrow(PhotoErrors::noPicture);
    return of(kind.format().orElseThrow(() -> PhotoErrors.unsupported(kind.displayName())));
  }
}
