package io.gpen.image;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A file whose structure was read and found possible, but whose pixels were not decoded yet. */
interface StoredPicture {

  /** {@return what the header says} */
  PhotoHeader header();

  /** {@return whether the pixels are held without loss} */
  boolean lossless();

  /**
   * {@return the orientation if the picture's own header states it where {@link
   * io.gpen.image.metadata.MetadataReader} does not look, as EXIF numbers it}
   */
  default OptionalInt orientation() {
    return OptionalInt.empty();
  }

  /**
   * Checks that all picture data are there, and decodes them.
   *
   * @param icc the ICC profile of the file
   * @param warnings receives what was damaged or converted, complete sentences
   * @return the pixels as stored, owned by the caller
   * @throws PhotoException if data are missing or cannot be decoded
   */
  Pixels decode(Optional<byte[]> icc, Consumer<String> warnings);

  /** {@return the structure of a file} */
  static StoredPicture of(byte[] file) {
    if (file.length == 0) {
      throw Damage.empty();
    }
    FileKind kind = FileKind.of(file).orElseThrow(Damage::noPicture);
    PhotoFormat format = kind.format().orElseThrow(() -> Damage.unsupported(kind.displayName()));
    return switch (format) {
      case JPEG -> new JpegPicture(file);
      case PNG -> new PngPicture(file);
      case WEBP -> new WebpPicture(file);
      case BMP -> new BmpPicture(file);
      case TIFF -> new TiffPicture(file);
    };
  }
}
