package io.gpen.batch.scan;

import io.gpen.image.FileKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a file looks like a picture, by its name or by its first bytes. Whether it can be read is
 * found out by reading it; a file that looks like a picture and cannot be read is reported.
 */
public final class ImageFileFilter {

  private static final Set<String> READABLE =
      Set.of("jpg", "jpeg", "jpe", "jfif", "png", "webp", "bmp", "dib", "tif", "tiff");

  /** Pictures that are not supported; they are reported, not ignored. */
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "gif", "heic", "heif", "hif", "avif", "jxl", "jp2", "j2k", "dng", "raw", "cr2", "cr3",
          "crw", "nef", "nrw", "arw", "sr2", "orf", "rw2", "raf", "pef", "srw", "3fr", "iiq", "psd",
          "psb", "tga", "pcx", "ppm", "pgm", "pbm", "pnm", "pam", "xcf", "exr", "hdr", "qoi",
          "jxr");

  /** The same by content. Nobody misses videos, documents and icons among photos. */
  private static final Set<FileKind> UNSUPPORTED_KINDS =
      EnumSet.of(
          FileKind.GIF,
          FileKind.HEIC,
          FileKind.AVIF,
          FileKind.RAW,
          FileKind.JPEG_XL,
          FileKind.JPEG_2000,
          FileKind.JPEG_XR,
          FileKind.PSD,
          FileKind.TGA,
          FileKind.PCX,
          FileKind.PNM,
          FileKind.XCF,
          FileKind.EXR,
          FileKind.HDR,
          FileKind.QOI);

  private static final int BMP_FILE_HEADER = 14;

  private ImageFileFilter() {}

  /** {@return whether the name ends like a picture's} */
  public static boolean byName(Path file) {
    return isPictureExtension(extension(file.getFileName().toString()));
  }

  /** {@return whether an extension, without its dot and in any case, is a picture's} */
  public static boolean isPictureExtension(String extension) {
    String lower = extension.toLowerCase(Locale.ROOT);
    return READABLE.contains(lower) || UNSUPPORTED.contains(lower);
  }

  /** {@return what follows the last dot, or an empty string} */
  public static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? "" : name.substring(dot + 1);
  }

  /** {@return whether the content begins like a picture's; false if it cannot be read} */
  public static boolean byContent(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return byContent(in.readNBytes(FileKind.HEAD));
    } catch (IOException e) {
      return false;
    }
  }

  static boolean byContent(byte[] head) {
    return FileKind.of(head).filter(kind -> isPhoto(kind, head.length)).isPresent();
  }

  private static boolean isPhoto(FileKind kind, int length) {
    // A text of a word or two may begin like a bitmap; what is left of a bitmap is known by name.
    boolean word = kind == FileKind.BMP && length < BMP_FILE_HEADER;
    return kind.format().isPresent() && !word || UNSUPPORTED_KINDS.contains(kind);
  }
}
