package io.gpen.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a file claims to be a picture, by its name or by its first bytes. A claim is no promise:
 * whether the file can be read is found out by reading it, and a claim that fails is reported.
 */
final class PictureClaim {

  private static final int HEAD = 32;

  private static final Set<String> READABLE =
      Set.of("jpg", "jpeg", "jpe", "jfif", "png", "webp", "bmp", "dib", "tif", "tiff");

  /** Pictures that are not supported; they are named to the user and not passed over. */
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "gif", "heic", "heif", "hif", "avif", "jxl", "jp2", "j2k", "dng", "raw", "cr2", "cr3",
          "crw", "nef", "nrw", "arw", "sr2", "orf", "rw2", "raf", "pef", "srw", "3fr", "iiq");

  private static final Set<String> BRANDS =
      Set.of("heic", "heix", "heim", "heis", "hevc", "mif1", "msf1", "avif", "avis");

  /** Sizes of the known Windows bitmap headers: "BM" alone begins many a text. */
  private static final Set<Integer> BITMAP_HEADERS = Set.of(12, 40, 52, 56, 64, 108, 124);

  private PictureClaim() {}

  /** {@return whether the name ends like a picture's} */
  static boolean byName(Path file) {
    return isPictureExtension(extension(file.getFileName().toString()));
  }

  /** {@return whether an extension, without its dot and in any case, is a picture's} */
  static boolean isPictureExtension(String extension) {
    String lower = extension.toLowerCase(Locale.ROOT);
    return READABLE.contains(lower) || UNSUPPORTED.contains(lower);
  }

  /** {@return what follows the last dot, or an empty string} */
  static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? "" : name.substring(dot + 1);
  }

  /** {@return whether the content begins like a picture's; false if it cannot be read} */
  static boolean byContent(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return byContent(in.readNBytes(HEAD));
    } catch (IOException e) {
      return false;
    }
  }

  static boolean byContent(byte[] head) {
    byte[] padded = java.util.Arrays.copyOf(head, HEAD);
    String text = new String(padded, StandardCharsets.ISO_8859_1);
    return text.startsWith("\u00ff\u00d8\u00ff")
        || text.startsWith("\u0089PNG\r\n\u001a\n")
        || text.startsWith("RIFF") && text.startsWith("WEBP", 8)
        || text.startsWith("II*\0")
        || text.startsWith("MM\0*")
        || text.startsWith("GIF87a")
        || text.startsWith("GIF89a")
        || text.startsWith("ftyp", 4) && BRANDS.contains(text.substring(8, 12))
        || text.startsWith("\0\0\0\fJXL ")
        || text.startsWith("\0\0\0\fjP  ")
        || text.startsWith("BM") && BITMAP_HEADERS.contains(littleEndian(padded, 14));
  }

  private static int littleEndian(byte[] bytes, int offset) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(offset);
  }
}
