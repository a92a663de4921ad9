package io.gpen.image.webp;

import io.gpen.image.metadata.MetadataBlockReader;
import io.gpen.image.metadata.MetadataBuilder;
import io.gpen.image.metadata.PhotoMetadata;
import java.util.Map;
import java.util.Set;

/** Reads the metadata of a WebP file from its chunks. */
final class WebpMetadataReader {

  private static final Set<String> PICTURE =
      Set.of(RiffChunks.EXTENDED, RiffChunks.LOSSY, RiffChunks.LOSSLESS, RiffChunks.ALPHA, "ANIM");

  private static final Map<String, String> BLOCKS =
      Map.of(
          RiffChunks.EXIF,
          "EXIF block",
          RiffChunks.XMP,
          "XMP packet",
          RiffChunks.ICC,
          "ICC profile");

  private WebpMetadataReader() {}

  /** {@return the metadata of a file; damaged blocks are left out and named in its warnings} */
  static PhotoMetadata read(byte[] file) {
    MetadataBuilder metadata = new MetadataBuilder();
    MetadataBlockReader blocks = new MetadataBlockReader(metadata);
    RiffChunks riff = RiffChunks.of(file);
    for (RiffChunks.Chunk chunk : riff.chunks()) {
      switch (chunk.type()) {
        case RiffChunks.EXIF -> blocks.exif(chunk.data());
        case RiffChunks.XMP -> blocks.xmp(chunk.data());
        case RiffChunks.ICC -> blocks.iccUnlessPresent(chunk.data());
        case "ANMF" -> uncarried("animation of the WebP file", metadata);
        default -> {
          if (!PICTURE.contains(chunk.type())) {
            uncarried("WebP chunk " + chunk.type().replaceAll("\\P{Graph}", "?"), metadata);
          }
        }
      }
    }
    riff.cutOff()
        .map(BLOCKS::get)
        .ifPresent(
            block -> metadata.warnings.add("The " + block + " is cut off and was left out."));
    return metadata.build();
  }

  private static void uncarried(String what, MetadataBuilder metadata) {
    if (!metadata.uncarried.contains(what)) {
      metadata.uncarried.add(what);
    }
  }
}
