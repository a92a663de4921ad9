package io.gpen.image.io;

import io.gpen.image.FileKind;
import io.gpen.image.PhotoFormat;
import io.gpen.image.bmp.BmpMetadataWriter;
import io.gpen.image.jpeg.JpegMetadataWriter;
import io.gpen.image.metadata.EmbeddedMetadata;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.png.PngMetadataWriter;
import io.gpen.image.tiff.TiffMetadataWriter;
import io.gpen.image.webp.WebpMetadataWriter;

/** Puts metadata into freshly encoded pictures. */
public final class MetadataWriter {

  private MetadataWriter() {}

  /**
   * {@return the picture with the metadata; pixels are as they were}
   *
   * <p>What the format cannot carry is left out and named in the warnings. Warnings of the reading
   * ({@link PhotoMetadata#warnings()}) are not repeated.
   *
   * @param encoded a JPEG, PNG, WebP, BMP or TIFF file as an encoder made it
   * @param metadata what to put into it
   * @throws IllegalArgumentException if the picture is none of these or not sound
   */
  public static EmbeddedMetadata embed(byte[] encoded, PhotoMetadata metadata) {
    PhotoFormat format =
        FileKind.of(encoded)
            .flatMap(FileKind::format)
            .orElseThrow(() -> new IllegalArgumentException("not a file of a known format"));
    return switch (format) {
      case JPEG -> JpegMetadataWriter.embed(encoded, metadata);
      case PNG -> PngMetadataWriter.embed(encoded, metadata);
      case WEBP -> WebpMetadataWriter.embed(encoded, metadata);
      case BMP -> BmpMetadataWriter.embed(encoded, metadata);
      case TIFF -> TiffMetadataWriter.embed(encoded, metadata);
    };
  }
}
