package io.gpen.image.io;

import io.gpen.image.FileKind;
import io.gpen.image.bmp.BmpMetadataReader;
import io.gpen.image.jpeg.JpegMetadataReader;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.png.PngMetadataReader;
import io.gpen.image.tiff.TiffMetadataReader;
import io.gpen.image.webp.WebpMetadataReader;

/** Reads what a photo file says about its picture. */
public final class MetadataReader {

  private MetadataReader() {}

  /**
   * {@return all metadata of a file; none if it is no JPEG, PNG, WebP, BMP or TIFF by content}
   *
   * <p>Never fails: a damaged block is left out and named in {@link PhotoMetadata#warnings()}.
   *
   * @param file the whole file
   */
  public static PhotoMetadata read(byte[] file) {
    return FileKind.of(file)
        .flatMap(FileKind::format)
        .map(
            format ->
                switch (format) {
                  case JPEG -> JpegMetadataReader.read(file);
                  case PNG -> PngMetadataReader.read(file);
                  case WEBP -> WebpMetadataReader.read(file);
                  case BMP -> BmpMetadataReader.read(file);
                  case TIFF -> TiffMetadataReader.read(file);
                })
        .orElse(PhotoMetadata.NONE);
  }
}
