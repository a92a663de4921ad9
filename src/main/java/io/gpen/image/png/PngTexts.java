package io.gpen.image.png;

import io.gpen.image.metadata.PhotoMetadata.TextEntry;
import io.gpen.image.metadata.PngChunk;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Texts as chunks of a PNG file (PNG specification, 11.3.3). */
final class PngTexts {

  static final String COMMENT = "Comment";
  static final String SOFTWARE = "Software";
  static final String XMP = "XML:com.adobe.xmp";
  private static final int MAX_KEYWORD = 79;

  /** Longer texts are worth compressing. */
  private static final int COMPRESS_FROM = 1024;

  private static final Charset LATIN_1 = StandardCharsets.ISO_8859_1;

  private PngTexts() {}

  /** {@return the text of a tEXt, zTXt or iTXt chunk, if it is sound} */
  static Optional<TextEntry> read(PngChunk chunk, Inflation inflation) {
    byte[] data = chunk.data();
    int end = zero(data, 0);
    if (end < 1 || end > MAX_KEYWORD) {
      return Optional.empty();
    }
    String keyword = new String(data, 0, end, LATIN_1);
    return switch (chunk.type()) {
      case "tEXt" ->
          Optional.of(
              new TextEntry(keyword, new String(data, end + 1, data.length - end - 1, LATIN_1)));
      case "zTXt" ->
          end + 2 > data.length || data[end + 1] != 0
              ? Optional.empty()
              : inflation
                  .decompress(data, end + 2)
                  .map(text -> new TextEntry(keyword, new String(text, LATIN_1)));
      default -> readInternational(keyword, data, end + 1, inflation);
    };
  }

  private static Optional<TextEntry> readInternational(
      String keyword, byte[] data, int at, Inflation inflation) {
    int languageEnd = zero(data, at + 2);
    int translatedEnd = languageEnd < 0 ? -1 : zero(data, languageEnd + 1);
    if (translatedEnd < 0 || data[at] < 0 || data[at] > 1) {
      return Optional.empty();
    }
    String language = new String(data, at + 2, languageEnd - at - 2, LATIN_1);
    String translated =
        new String(data, languageEnd + 1, translatedEnd - languageEnd - 1, StandardCharsets.UTF_8);
    int start = translatedEnd + 1;
    Optional<String> text =
        data[at] == 1
            ? inflation.decompress(data, start).map(t -> new String(t, StandardCharsets.UTF_8))
            : Optional.of(new String(data, start, data.length - start, StandardCharsets.UTF_8));
    return text.map(t -> new TextEntry(keyword, t, language, translated));
  }

  /** {@return the chunk that holds a text; empty if PNG knows no such keyword} */
  static Optional<PngChunk> write(TextEntry entry) {
    String keyword = entry.keyword();
    if (keyword.isEmpty() || keyword.length() > MAX_KEYWORD || !isLatin1(keyword)) {
      return Optional.empty();
    }
    boolean plain = entry.language().isEmpty() && entry.translatedKeyword().isEmpty();
    return Optional.of(
        !plain || !isLatin1(entry.text())
            ? international(entry)
            : entry.text().length() < COMPRESS_FROM ? text(entry) : compressed(entry));
  }

  /** {@return the chunk for an XMP packet, which must not be compressed (XMP, part 3, 1.1.5)} */
  static PngChunk xmp(byte[] packet) {
    ByteArrayOutputStream out = start(XMP);
    out.writeBytes(new byte[4]);
    out.writeBytes(packet);
    return new PngChunk("iTXt", out.toByteArray());
  }

  static PngChunk compressed(TextEntry entry) {
    ByteArrayOutputStream out = start(entry.keyword());
    out.write(0);
    out.writeBytes(Inflation.compress(entry.text().getBytes(LATIN_1)));
    return new PngChunk("zTXt", out.toByteArray());
  }

  private static PngChunk text(TextEntry entry) {
    ByteArrayOutputStream out = start(entry.keyword());
    out.writeBytes(entry.text().getBytes(LATIN_1));
    return new PngChunk("tEXt", out.toByteArray());
  }

  private static PngChunk international(TextEntry entry) {
    byte[] text = entry.text().getBytes(StandardCharsets.UTF_8);
    boolean compress = text.length >= COMPRESS_FROM;
    ByteArrayOutputStream out = start(entry.keyword());
    out.write(compress ? 1 : 0);
    out.write(0);
    out.writeBytes(entry.language().getBytes(LATIN_1));
    out.write(0);
    out.writeBytes(entry.translatedKeyword().getBytes(StandardCharsets.UTF_8));
    out.write(0);
    out.writeBytes(compress ? Inflation.compress(text) : text);
    return new PngChunk("iTXt", out.toByteArray());
  }

  private static ByteArrayOutputStream start(String keyword) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(keyword.getBytes(LATIN_1));
    out.write(0);
    return out;
  }

  /** A text chunk ends at the end of its chunk, so a zero inside is no Latin-1 text for PNG. */
  private static boolean isLatin1(String text) {
    return text.chars().allMatch(c -> c > 0 && c <= 0xFF);
  }

  private static int zero(byte[] data, int from) {
    for (int i = Math.max(from, 0); i < data.length; i++) {
      if (data[i] == 0) {
        return i;
      }
    }
    return -1;
  }
}
