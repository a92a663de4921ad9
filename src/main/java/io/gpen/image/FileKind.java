package io.gpen.image;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a file is by its first bytes: the formats that are read, and those known by name only. */
public enum FileKind {
  /** JPEG. */
  JPEG(PhotoFormat.JPEG),
  /** PNG. */
  PNG(PhotoFormat.PNG),
  /** WebP. */
  WEBP(PhotoFormat.WEBP),
  /** Windows bitmap. */
  BMP(PhotoFormat.BMP),
  /** TIFF, or a raw file that is built like one. */
  TIFF(PhotoFormat.TIFF),
  /** GIF. */
  GIF("GIF"),
  /** HEIC and HEIF. */
  HEIC("HEIC"),
  /** AVIF. */
  AVIF("AVIF"),
  /** Raw camera data that are told by their first bytes. */
  RAW("camera RAW"),
  /** JPEG XL. */
  JPEG_XL("JPEG XL"),
  /** JPEG 2000. */
  JPEG_2000("JPEG 2000"),
  /** JPEG XR. */
  JPEG_XR("JPEG XR"),
  /** Photoshop. */
  PSD("Photoshop PSD"),
  /** GIMP. */
  XCF("GIMP XCF"),
  /** PDF. */
  PDF("PDF"),
  /** OpenEXR. */
  EXR("OpenEXR"),
  /** Radiance HDR. */
  HDR("Radiance HDR"),
  /** Windows icon. */
  ICO("ICO"),
  /** Truevision. */
  TGA("TGA"),
  /** ZSoft Paintbrush. */
  PCX("PCX"),
  /** PBM, PGM, PPM, PAM or PFM. */
  PNM("PNM"),
  /** DirectDraw surface. */
  DDS("DDS"),
  /** QOI. */
  QOI("QOI"),
  /** MNG or JNG. */
  MNG("MNG"),
  /** A film in an ISO container. */
  VIDEO("video");

  /** As many bytes from a file's beginning as {@link #of} wants to see. */
  public static final int HEAD = 32;

  private static final Set<String> HEIC_BRANDS =
      Set.of("heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1");

  private static final Set<Integer> BMP_HEADERS = Set.of(12, 16, 40, 52, 56, 64, 108, 124);

  /** RGB and grey, plain and packed. */
  private static final Set<Integer> TGA_TYPES = Set.of(2, 3, 10, 11);

  private static final Set<Integer> TGA_DEPTHS = Set.of(8, 15, 16, 24, 32);

  /** The marker of an application segment or a table that follows on bytes that belong to none. */
  private static final Pattern STRAY_START = Pattern.compile("\u00ff[\u00db\u00e0-\u00ef\u00fe]");

  private final String displayName;
  private final Optional<PhotoFormat> format;

  FileKind(String displayName) {
    this.displayName = displayName;
    this.format = Optional.empty();
  }

  FileKind(PhotoFormat format) {
    this.displayName = format.displayName();
    this.format = Optional.of(format);
  }

  /** {@return the name that a person knows it by} */
  public String displayName() {
    return displayName;
  }

  /** {@return the format that it is read as, or empty if it is not supported} */
  public Optional<PhotoFormat> format() {
    return format;
  }

  /**
   * {@return what a file is; empty if it is no kind of picture that is known here}
   *
   * @param start the first {@link #HEAD} bytes of the file, or more, or all if it is shorter
   */
  public static Optional<FileKind> of(byte[] start) {
    String head = new String(start, 0, Math.min(start.length, HEAD), StandardCharsets.ISO_8859_1);
    if (head.startsWith("ftyp", 4)) {
      return Optional.of(ofBrand(head));
    }
    return Optional.ofNullable(ofMagic(start, head));
  }

  private static FileKind ofBrand(String head) {
    String brand = head.length() < 12 ? "" : head.substring(8, 12);
    if (brand.startsWith("avi")) {
      return AVIF;
    } else if (brand.equals("crx ")) {
      return RAW;
    } else if (brand.startsWith("jp2") || brand.startsWith("jpx")) {
      return JPEG_2000;
    }
    return HEIC_BRANDS.contains(brand) ? HEIC : VIDEO;
  }

  private static FileKind ofMagic(byte[] start, String head) {
    if (isJpeg(head)) {
      return JPEG;
    } else if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
      return PNG;
    } else if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
      return WEBP;
    } else if (isBmp(start)) {
      return BMP;
    } else if (head.startsWith("II*\0\20\0\0\0CR") || isOtherRaw(head)) {
      return RAW;
    } else if (startsWithAny(head, "II*\0", "MM\0*", "II+\0", "MM\0+")) {
      return TIFF;
    }
    return unsupported(start, head);
  }

  private static FileKind unsupported(byte[] start, String head) {
    if (startsWithAny(head, "GIF87a", "GIF89a")) {
      return GIF;
    } else if (startsWithAny(head, "\u00ff\n", "\0\0\0\fJXL ")) {
      return JPEG_XL;
    } else if (startsWithAny(head, "\0\0\0\fjP  ", "\u00ff\u004f\u00ff\u0051")) {
      return JPEG_2000;
    } else if (head.startsWith("II\u00bc")) {
      return JPEG_XR;
    } else if (head.startsWith("8BPS")) {
      return PSD;
    } else if (head.startsWith("gimp xcf")) {
      return XCF;
    } else if (head.startsWith("%PDF-")) {
      return PDF;
    } else if (head.startsWith("v/1\u0001")) {
      return EXR;
    } else if (startsWithAny(head, "#?RADIANCE", "#?RGBE")) {
      return HDR;
    } else if (isIcon(start)) {
      return ICO;
    } else if (isPcx(start)) {
      return PCX;
    } else if (isTga(start)) {
      return TGA;
    } else if (head.matches("(?s)(P[1-6]\\s+[#\\d]|P[7Ff]\\n).*")) {
      return PNM;
    } else if (head.startsWith("DDS ")) {
      return DDS;
    } else if (head.startsWith("qoif")) {
      return QOI;
    }
    return startsWithAny(head, "\u008aMNG\r\n", "\u008bJNG\r\n") ? MNG : null;
  }

  /** Decoders skip what stands between the first two markers; here only a few bytes may. */
  private static boolean isJpeg(String head) {
    return head.startsWith("\u00ff\u00d8\u00ff")
        || head.startsWith("\u00ff\u00d8") && STRAY_START.matcher(head).find();
  }

  /** Two letters alone may begin a text. Some programs do not clear the reserved fields. */
  private static boolean isBmp(byte[] start) {
    if (start.length < 2 || start[0] != 'B' || start[1] != 'M') {
      return false;
    }
    boolean reservedEmpty = start.length < 10 || u16(start, 6) == 0 && u16(start, 8) == 0;
    return reservedEmpty
        || start.length >= 18 && u16(start, 16) == 0 && BMP_HEADERS.contains(u16(start, 14));
  }

  /** The first directory entry must point behind the directory: TGA files start the same way. */
  private static boolean isIcon(byte[] start) {
    boolean magic = start.length >= 22 && u16(start, 0) == 0 && (u16(start, 2) + 1) / 2 == 1;
    int count = magic ? u16(start, 4) : 0;
    long offset = magic ? u16(start, 18) | (long) u16(start, 20) << 16 : 0;
    return count > 0 && start[9] == 0 && offset >= 6 + 16L * count;
  }

  private static boolean isPcx(byte[] start) {
    return start.length >= 12
        && start[0] == 10
        && start[1] >= 0
        && start[1] <= 5
        && start[2] == 1
        && Integer.bitCount(start[3]) == 1
        && start[3] <= 8
        && u16(start, 4) <= u16(start, 8)
        && u16(start, 6) <= u16(start, 10);
  }

  /** There is no magic number, so all fields of the header must be plausible. */
  private static boolean isTga(byte[] start) {
    if (start.length < 18) {
      return false;
    }
    boolean palette = start[1] == 1;
    boolean type =
        palette
            ? start[2] == 1 || start[2] == 9
            : start[1] == 0 && TGA_TYPES.contains(start[2] & 0xff);
    boolean colourMap = palette ? u16(start, 5) > 0 : u16(start, 5) == 0 && start[7] == 0;
    boolean size = u16(start, 12) > 0 && u16(start, 14) > 0;
    return type
        && colourMap
        && size
        && TGA_DEPTHS.contains(start[16] & 0xff)
        && (start[17] & 0xc0) == 0;
  }

  private static int u16(byte[] bytes, int at) {
    return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8;
  }

  private static boolean isOtherRaw(String head) {
    return startsWithAny(head, "IIRO", "IIRS", "MMOR", "IIU\0", "FUJIFILMCCD-RAW", "\0MRM", "FOVb");
  }

  private static boolean startsWithAny(String head, String... beginnings) {
    for (String beginning : beginnings) {
      if (head.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }
}
