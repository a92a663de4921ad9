package io.gpen.image.png;

import io.gpen.image.metadata.EmbeddedMetadata;
import io.gpen.image.metadata.Embedding;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.PhotoMetadata.Resolution;
import io.gpen.image.metadata.PhotoMetadata.TextEntry;
import io.gpen.image.metadata.PngChunk;
import io.gpen.image.metadata.Resolutions;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Splices metadata into a PNG file: all of it between the header and the picture's data, where
 * every reader finds it and where the rules on the order of chunks allow it.
 */
final class PngMetadataWriter {

  private static final Set<String> BEFORE_PALETTE =
      Set.of("iCCP", "gAMA", "cHRM", "sRGB", "cICP", "mDCV", "cLLI", "mDCv", "cLLi", "sBIT");

  private final Embedding embedding;
  private final PhotoMetadata metadata;
  private final byte[] encoded;
  private final PngHeader png;
  private final PngChunks chunks;
  private final List<PngChunk> added = new ArrayList<>();

  private PngMetadataWriter(byte[] encoded, PhotoMetadata metadata) {
    this.encoded = encoded;
    this.metadata = metadata;
    this.embedding = new Embedding(metadata, "PNG");
    this.chunks = new PngChunks(encoded);
    this.png = PngHeader.parse(chunks.view(), PngChunks.SIGNATURE);
  }

  /** {@return the encoded picture with metadata} */
  static EmbeddedMetadata embed(byte[] encoded, PhotoMetadata metadata) {
    return new PngMetadataWriter(encoded, metadata).embed();
  }

  private EmbeddedMetadata embed() {
    addColour();
    metadata.resolution().ifPresent(this::addDensity);
    metadata.exif().ifPresent(block -> added.add(new PngChunk("eXIf", block)));
    embedding.wholeXmp().ifPresent(packet -> added.add(PngTexts.xmp(packet)));
    metadata
        .iptc()
        .ifPresent(block -> added.add(PngTexts.compressed(RawProfiles.write("iptc", block))));
    metadata.comments().forEach(c -> addText(new TextEntry(PngTexts.COMMENT, c.text())));
    metadata.texts().forEach(this::addText);
    metadata.software().ifPresent(s -> addText(new TextEntry(PngTexts.SOFTWARE, s)));
    return embedding.result(join());
  }

  private void addColour() {
    metadata.icc().ifPresent(profile -> added.add(icc(profile)));
    for (PngChunk chunk : metadata.pngChunks()) {
      // Beside a profile they would contradict it (PNG specification, 11.3.2.5).
      boolean contradicts = metadata.icc().isPresent() && chunk.type().equals("sRGB");
      if (contradicts || isAboutOtherChannels(chunk)) {
        embedding.warn(
            "The PNG chunk " + chunk.type() + " does not fit the new picture and was left out.");
      } else {
        added.add(chunk);
      }
    }
  }

  private static PngChunk icc(byte[] profile) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("ICC Profile\0\0".getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(Inflation.compress(profile));
    return new PngChunk("iCCP", out.toByteArray());
  }

  private boolean isAboutOtherChannels(PngChunk chunk) {
    boolean alpha = png.hasAlpha();
    int colours = png.isGrey() ? 1 : 3;
    return switch (chunk.type()) {
      case "bKGD" -> chunk.data().length != 2 * colours;
      case "sBIT" -> chunk.data().length != colours + (alpha ? 1 : 0) || isDeeper(chunk.data());
      default -> false;
    };
  }

  private boolean isDeeper(byte[] significantBits) {
    for (byte bits : significantBits) {
      if (bits < 1 || bits > png.depth()) {
        return true;
      }
    }
    return false;
  }

  private void addDensity(Resolution resolution) {
    int x = Resolutions.perMetre(resolution.x());
    int y = Resolutions.perMetre(resolution.y());
    if (x < 1 || y < 1) {
      embedding.noPlace("resolution");
      return;
    }
    ByteBuffer data = ByteBuffer.allocate(9).putInt(x).putInt(y).put((byte) 1);
    added.add(new PngChunk("pHYs", data.array()));
  }

  private void addText(TextEntry text) {
    PngTexts.write(text)
        .ifPresentOrElse(added::add, () -> embedding.noPlace("text \"" + text.keyword() + "\""));
  }

  private byte[] join() {
    Set<String> types = added.stream().map(PngChunk::type).collect(Collectors.toSet());
    ByteArrayOutputStream out = new ByteArrayOutputStream(encoded.length);
    out.write(encoded, 0, PngChunks.SIGNATURE);
    boolean before = true;
    for (PngChunks.Chunk chunk : chunks.all()) {
      if (before && chunk.type().equals(PngChunks.DATA)) {
        write(out, false);
        before = false;
      }
      // What encoders may write by themselves must not stand there twice.
      if (!types.contains(chunk.type())) {
        chunks.copy(chunk, out);
      }
      if (chunk.type().equals(PngChunks.HEADER)) {
        write(out, true);
      }
    }
    return out.toByteArray();
  }

  private void write(ByteArrayOutputStream out, boolean beforePalette) {
    added.stream()
        .filter(c -> BEFORE_PALETTE.contains(c.type()) == beforePalette)
        .forEach(c -> PngChunks.write(c, out));
  }
}
