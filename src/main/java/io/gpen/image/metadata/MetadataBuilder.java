package io.gpen.image.metadata;

import io.gpen.image.metadata.PhotoMetadata.Resolution;
import io.gpen.image.metadata.PhotoMetadata.TextEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Metadata in the making. */
public final class MetadataBuilder {

  public Optional<byte[]> exif = Optional.empty();
  public Optional<byte[]> xmp = Optional.empty();
  public Optional<byte[]> extendedXmp = Optional.empty();
  public Optional<byte[]> iptc = Optional.empty();
  public Optional<byte[]> icc = Optional.empty();
  public final List<Comment> comments = new ArrayList<>();
  public final List<TextEntry> texts = new ArrayList<>();
  public Optional<Resolution> resolution = Optional.empty();
  public final List<PngChunk> pngChunks = new ArrayList<>();
  public boolean unspecifiedChannel;
  Optional<String> software = Optional.empty();
  public final List<String> uncarried = new ArrayList<>();
  public final List<String> warnings = new ArrayList<>();

  /** Starts with nothing. */
  public MetadataBuilder() {}

  /**
   * Starts with what is known.
   *
   * @param start the metadata to change
   */
  public MetadataBuilder(PhotoMetadata start) {
    exif = start.exif();
    xmp = start.xmp();
    extendedXmp = start.extendedXmp();
    iptc = start.iptc();
    icc = start.icc();
    comments.addAll(start.comments());
    texts.addAll(start.texts());
    resolution = start.resolution();
    pngChunks.addAll(start.pngChunks());
    unspecifiedChannel = start.unspecifiedChannel();
    software = start.software();
    uncarried.addAll(start.uncarried());
    warnings.addAll(start.warnings());
  }

  /** {@return the metadata} */
  public PhotoMetadata build() {
    return new PhotoMetadata(
        exif,
        xmp,
        extendedXmp,
        iptc,
        icc,
        List.copyOf(comments),
        List.copyOf(texts),
        resolution,
        List.copyOf(pngChunks),
        unspecifiedChannel,
        software,
        List.copyOf(uncarried),
        warnings.stream().distinct().toList());
  }
}
