package io.gpen.image.png;

import io.gpen.image.metadata.MetadataBlockReader;
import io.gpen.image.metadata.MetadataBuilder;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.PhotoMetadata.TextEntry;
import io.gpen.image.metadata.PngChunk;
import io.gpen.image.metadata.Resolutions;
import io.gpen.image.metadata.XmpPacket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the metadata of a PNG file from its ancillary chunks. */
final class PngMetadataReader {

  /** They describe how these pixels are encoded, which is different in the output. */
  private static final Set<String> CODING = Set.of("tRNS", "hIST", "sPLT", "iDOT", "fcTL", "fdAT");

  /** Not marked as safe to copy, but of a meaning that does not hang on the pixels' values. */
  private static final Set<String> CARRIED = Set.of("tIME", "bKGD", "sBIT");

  /** Chunks that may stand in a file once, with the length of their data. */
  private static final Map<String, Integer> LENGTHS =
      Map.of("gAMA", 4, "cHRM", 32, "sRGB", 1, "cICP", 4, "mDCV", 24, "cLLI", 8, "tIME", 7);

  private final MetadataBuilder metadata = new MetadataBuilder();
  private final MetadataBlockReader blocks = new MetadataBlockReader(metadata);
  private final Inflation inflation = new Inflation();
  private final List<TextEntry> profiles = new ArrayList<>();

  private PngMetadataReader() {}

  /** {@return what the chunks say; damaged ones are left out and named in the warnings} */
  static PhotoMetadata read(PngChunks chunks) {
    PngMetadataReader reader = new PngMetadataReader();
    for (PngChunks.Chunk chunk : chunks.all()) {
      if (chunk.isAncillary() && chunk.sound()) {
        reader.take(new PngChunk(chunk.type(), chunks.data(chunk)));
      } else if (chunk.isAncillary()) {
        reader.damaged(chunk.type());
      }
    }
    if (chunks.hasTooMany()) {
      reader.metadata.warnings.add(
          "The file has more than 10000 PNG metadata chunks: the rest were left out.");
    }
    // After all, since they count only where there is no chunk of the kind.
    reader.profiles.forEach(reader::takeProfile);
    return reader.metadata.build();
  }

  private void damaged(String type) {
    metadata.warnings.add("The PNG chunk " + type + " is damaged and was left out.");
  }

  private void take(PngChunk chunk) {
    switch (chunk.type()) {
      case "eXIf" -> blocks.exif(chunk.data());
      case "iCCP" -> takeIcc(chunk);
      case "pHYs" -> takeDensity(chunk);
      case "tEXt", "zTXt", "iTXt" ->
          PngTexts.read(chunk, inflation)
              .ifPresentOrElse(this::takeText, () -> damaged(chunk.type()));
      default -> takeOther(chunk);
    }
  }

  private void takeOther(PngChunk chunk) {
    if (LENGTHS.getOrDefault(chunk.type(), chunk.data().length) != chunk.data().length) {
      damaged(chunk.type());
    } else if (LENGTHS.containsKey(chunk.type()) && isPresent(chunk.type())) {
      metadata.warnings.add("A second PNG chunk " + chunk.type() + " was left out.");
    } else if (chunk.isColour() || chunk.isSafeToCopy() || CARRIED.contains(chunk.type())) {
      metadata.pngChunks.add(chunk);
    } else if (!CODING.contains(chunk.type())) {
      metadata.uncarried.add("PNG chunk " + chunk.type());
    }
  }

  private boolean isPresent(String type) {
    return metadata.pngChunks.stream().anyMatch(c -> c.type().equals(type));
  }

  private void takeIcc(PngChunk chunk) {
    byte[] data = chunk.data();
    int end = 0;
    while (end < data.length && data[end] != 0) {
      end++;
    }
    Optional<byte[]> profile =
        end + 2 < data.length ? inflation.decompress(data, end + 2) : Optional.empty();
    profile.ifPresentOrElse(blocks::icc, () -> damaged(chunk.type()));
  }

  private void takeDensity(PngChunk chunk) {
    if (chunk.data().length != 9) {
      damaged(chunk.type());
      return;
    }
    ByteBuffer in = ByteBuffer.wrap(chunk.data());
    long x = in.getInt() & 0xFFFFFFFFL;
    long y = in.getInt() & 0xFFFFFFFFL;
    if (in.get() == 1) {
      metadata.resolution = Resolutions.ofPerMetre(x, y);
    } else if (x != y) {
      metadata.uncarried.add("pixel aspect ratio " + x + ":" + y);
    }
  }

  private void takeText(TextEntry text) {
    if (text.keyword().equals(PngTexts.XMP)) {
      blocks.xmp(text.text().getBytes(StandardCharsets.UTF_8));
    } else if (RawProfiles.name(text).isPresent()) {
      profiles.add(text);
    } else {
      metadata.texts.add(text);
    }
  }

  private void takeProfile(TextEntry text) {
    Optional<byte[]> block = RawProfiles.read(text);
    String name = RawProfiles.name(text).orElseThrow();
    if (block.isEmpty()) {
      metadata.warnings.add("The PNG text \"" + text.keyword() + "\" is damaged and was left out.");
      return;
    }
    boolean isXmp =
        MetadataBlockReader.startsWith(
            block.get(), XmpPacket.IDENTIFIER.getBytes(StandardCharsets.UTF_8));
    switch (name) {
      case "exif", "app1" -> {
        if (isXmp) {
          byte[] app1 = block.get();
          blocks.xmpUnlessPresent(
              Arrays.copyOfRange(app1, XmpPacket.IDENTIFIER.length(), app1.length));
        } else {
          blocks.exifUnlessPresent(block.get());
        }
      }
      case "xmp" -> blocks.xmpUnlessPresent(block.get());
      case "icc", "icm" -> blocks.iccUnlessPresent(block.get());
      case "iptc", "8bim" -> blocks.imageResourcesOrIptc(block.get());
      default -> metadata.texts.add(text);
    }
  }
}
