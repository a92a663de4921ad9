package io.gpen.image.metadata;

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
    return Container.of(file)
        .map(
            container ->
                switch (container) {
                  case JPEG -> JpegReader.read(file);
                  case PNG -> PngReader.read(file);
                  case WEBP -> WebpReader.read(file);
                  case BMP -> BmpReader.read(file);
                  case TIFF -> TiffReader.read(file);
                })
        .orElse(PhotoMetadata.NONE);
  }
}
