package io.gpen.image.metadata;

import java.util.Set;

/** Tags of TIFF 6.0, its supplements and EXIF 3.0 that this package needs to know. */
public final class TiffTags {

  public static final int NEW_SUBFILE_TYPE = 0x00FE;
  static final int IMAGE_WIDTH = 0x0100;
  static final int IMAGE_LENGTH = 0x0101;
  public static final int BITS_PER_SAMPLE = 0x0102;
  public static final int STRIP_OFFSETS = 0x0111;
  public static final int ORIENTATION = 0x0112;
  static final int STRIP_BYTE_COUNTS = 0x0117;
  static final int X_RESOLUTION = 0x011A;
  static final int Y_RESOLUTION = 0x011B;
  static final int RESOLUTION_UNIT = 0x0128;
  public static final int SOFTWARE = 0x0131;
  public static final int TILE_OFFSETS = 0x0144;
  public static final int TRANSFER_FUNCTION = 0x012D;
  public static final int SUB_IMAGES = 0x014A;
  static final int THUMBNAIL_OFFSET = 0x0201;
  static final int THUMBNAIL_LENGTH = 0x0202;
  public static final int XMP = 0x02BC;
  public static final int IPTC = 0x83BB;
  public static final int IMAGE_RESOURCES = 0x8649;
  public static final int EXIF_DIRECTORY = 0x8769;
  public static final int ICC_PROFILE = 0x8773;
  public static final int GPS_DIRECTORY = 0x8825;
  public static final int PHOTOSHOP_LAYERS = 0x935C;
  public static final int MAKER_NOTE = 0x927C;
  public static final int PIXEL_X_DIMENSION = 0xA002;
  public static final int PIXEL_Y_DIMENSION = 0xA003;
  public static final int INTEROP_DIRECTORY = 0xA005;

  static final int RESOLUTION_UNIT_INCH = 2;
  static final int RESOLUTION_UNIT_CENTIMETRE = 3;

  /** MetadataBlockReader that have a field of their own in the metadata. */
  public static final Set<Integer> OWN_BLOCKS = Set.of(XMP, IPTC, IMAGE_RESOURCES, ICC_PROFILE);

  public static final Set<Integer> RESOLUTION = Set.of(X_RESOLUTION, Y_RESOLUTION, RESOLUTION_UNIT);

  /** How the pixels are stored: true of one file only, made by its encoder. */
  private static final Set<Integer> STRUCTURAL =
      Set.of(
          NEW_SUBFILE_TYPE,
          0x00FF,
          IMAGE_WIDTH,
          IMAGE_LENGTH,
          BITS_PER_SAMPLE,
          0x0103,
          0x0106,
          0x0107,
          0x0108,
          0x0109,
          0x010A,
          STRIP_OFFSETS,
          0x0115,
          0x0116,
          STRIP_BYTE_COUNTS,
          0x0118,
          0x0119,
          0x011C,
          0x0120,
          0x0121,
          0x0122,
          0x0123,
          0x0124,
          0x0125,
          0x012D,
          0x013D,
          0x0140,
          0x0141,
          0x0142,
          0x0143,
          TILE_OFFSETS,
          0x0145,
          0x0146,
          0x0147,
          0x0148,
          SUB_IMAGES,
          0x014C,
          0x014D,
          0x014E,
          0x0150,
          0x0152,
          0x0153,
          0x0154,
          0x0155,
          0x0156,
          0x0157,
          0x0158,
          0x0159,
          0x015A,
          0x015B,
          0x0200,
          THUMBNAIL_OFFSET,
          THUMBNAIL_LENGTH,
          0x0203,
          0x0205,
          0x0206,
          0x0207,
          0x0208,
          0x0209,
          0x0211,
          0x0212,
          0x0213,
          0x0214);

  private TiffTags() {}

  /** {@return whether a tag describes how the pixels are stored, not the picture} */
  public static boolean isStructural(int tag) {
    return STRUCTURAL.contains(tag);
  }

  /** {@return the name of a tag, or its number} */
  public static String name(int tag) {
    return switch (tag) {
      case EXIF_DIRECTORY -> "EXIF directory";
      case GPS_DIRECTORY -> "GPS directory";
      case INTEROP_DIRECTORY -> "interoperability directory";
      case MAKER_NOTE -> "maker note";
      case XMP -> "XMP packet";
      case IPTC, IMAGE_RESOURCES -> "IPTC block";
      case ICC_PROFILE -> "ICC profile";
      default -> String.format("field 0x%04X", tag);
    };
  }
}
