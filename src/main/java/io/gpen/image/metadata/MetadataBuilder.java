package io.gpen.image.metadata;

import io.gpen.image.metadata.PhotoMetadata.Resolution;
import io.gpen.image.metadata.PhotoMetadata.TextEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Metadata in the making. */
final class MetadataBuilder {

  Optional<byte[]> exif = Optional.empty();
  Optional<byte[]> xmp = Optional.empty();
  Optional<byte[]> extendedXmp = Optional.empty();
  Optional<byte[]> iptc = Optional.empty();
  Optional<byte[]> icc = Optional.empty();
  final List<Comment> comments = new ArrayList<>();
  final List<TextEntry> texts = new ArrayList<>();
  Optional<Resolution> resolution = Optional.empty();
  final List<PngChunk> pngChunks = new ArrayList<>();
  Optional<String> software = Optional.empty();
  final List<String> uncarried = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();

  MetadataBuilder() {}

  MetadataBuilder(PhotoMetadata start) {
    exif = start.exif();
    xmp = start.xmp();
    extendedXmp = start.extendedXmp();
    iptc = start.iptc();
    icc = start.icc();
    comments.addAll(start.comments());
    texts.addAll(start.texts());
    resolution = start.resolution();
    pngChunks.addAll(start.pngChunks());
    software = start.software();
    uncarried.addAll(start.uncarried());
    warnings.addAll(start.warnings());
  }

  PhotoMetadata build() {
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
        software,
        List.copyOf(uncarried),
        List.copyOf(warnings));
  }
}
