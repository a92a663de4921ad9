package io.gpen.image.metadata;

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
    Container container =
        Container.of(encoded)
            .orElseThrow(() -> new IllegalArgumentException("not a file of a known format"));
    return switch (container) {
      case JPEG -> JpegEmbedder.embed(encoded, metadata);
      case PNG -> PngEmbedder.embed(encoded, metadata);
      case WEBP -> WebpEmbedder.embed(encoded, metadata);
      case BMP -> BmpEmbedder.embed(encoded, metadata);
      case TIFF -> TiffEmbedder.embed(encoded, metadata);
    };
  }
}
