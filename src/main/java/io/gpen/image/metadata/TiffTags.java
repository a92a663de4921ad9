package io.gpen.image.metadata;

import io.gpen.text.Wording;
import java.util.Set;

/**
 * Tags of TIFF 6.0, its supplements and EXIF 3.0, and the values of those that say how a TIFF file
 * holds its pixels.
 */
public final class TiffTags {

  public static final int NEW_SUBFILE_TYPE = 0x00FE;
  public static final int SUBFILE_TYPE = 0x00FF;
  public static final int IMAGE_WIDTH = 0x0100;
  public static final int IMAGE_LENGTH = 0x0101;
  public static final int BITS_PER_SAMPLE = 0x0102;
  public static final int COMPRESSION = 0x0103;
  public static final int PHOTOMETRIC = 0x0106;
  public static final int FILL_ORDER = 0x010A;
  public static final int MAKE = 0x010F;
  public static final int STRIP_OFFSETS = 0x0111;
  public static final int ORIENTATION = 0x0112;
  public static final int SAMPLES_PER_PIXEL = 0x0115;
  public static final int ROWS_PER_STRIP = 0x0116;
  public static final int STRIP_BYTE_COUNTS = 0x0117;
  public static final int X_RESOLUTION = 0x011A;
  public static final int Y_RESOLUTION = 0x011B;
  public static final int PLANAR_CONFIGURATION = 0x011C;
  public static final int T4_OPTIONS = 0x0124;
  public static final int T6_OPTIONS = 0x0125;
  public static final int RESOLUTION_UNIT = 0x0128;
  public static final int TRANSFER_FUNCTION = 0x012D;
  public static final int SOFTWARE = 0x0131;
  public static final int PREDICTOR = 0x013D;
  public static final int COLOR_MAP = 0x0140;
  public static final int TILE_WIDTH = 0x0142;
  public static final int TILE_LENGTH = 0x0143;
  public static final int TILE_OFFSETS = 0x0144;
  public static final int TILE_BYTE_COUNTS = 0x0145;
  public static final int SUB_IMAGES = 0x014A;
  public static final int EXTRA_SAMPLES = 0x0152;
  public static final int SAMPLE_FORMAT = 0x0153;
  public static final int JPEG_TABLES = 0x015B;
  public static final int THUMBNAIL_OFFSET = 0x0201;
  public static final int THUMBNAIL_LENGTH = 0x0202;
  public static final int YCBCR_COEFFICIENTS = 0x0211;
  public static final int YCBCR_SUBSAMPLING = 0x0212;
  public static final int REFERENCE_BLACK_WHITE = 0x0214;
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
  public static final int DNG_VERSION = 0xC612;

  public static final int RESOLUTION_UNIT_INCH = 2;
  public static final int RESOLUTION_UNIT_CENTIMETRE = 3;

  public static final int COMPRESSION_NONE = 1;
  public static final int COMPRESSION_RLE = 2;
  public static final int COMPRESSION_T4 = 3;
  public static final int COMPRESSION_T6 = 4;
  public static final int COMPRESSION_LZW = 5;
  public static final int COMPRESSION_JPEG = 7;
  public static final int COMPRESSION_DEFLATE = 8;
  public static final int COMPRESSION_PACKBITS = 32773;
  public static final int COMPRESSION_OLD_DEFLATE = 32946;

  public static final int PHOTOMETRIC_WHITE_IS_ZERO = 0;
  public static final int PHOTOMETRIC_BLACK_IS_ZERO = 1;
  public static final int PHOTOMETRIC_RGB = 2;
  public static final int PHOTOMETRIC_PALETTE = 3;
  public static final int PHOTOMETRIC_CMYK = 5;
  public static final int PHOTOMETRIC_YCBCR = 6;

  public static final int EXTRA_UNSPECIFIED = 0;
  public static final int EXTRA_PREMULTIPLIED_ALPHA = 1;
  public static final int EXTRA_ALPHA = 2;

  /** Tags whose contents the metadata hold as blocks of their own, outside the EXIF block. */
  public static final Set<Integer> OWN_BLOCKS = Set.of(XMP, IPTC, IMAGE_RESOURCES, ICC_PROFILE);

  /** Tags that state a resolution. */
  public static final Set<Integer> RESOLUTION = Set.of(X_RESOLUTION, Y_RESOLUTION, RESOLUTION_UNIT);

  /** First and last tag of each range that says how the pixels of one file are stored. */
  private static final int[][] STRUCTURAL = {
    {NEW_SUBFILE_TYPE, COMPRESSION},
    {PHOTOMETRIC, FILL_ORDER},
    {STRIP_OFFSETS, STRIP_OFFSETS},
    {SAMPLES_PER_PIXEL, 0x0119},
    {PLANAR_CONFIGURATION, PLANAR_CONFIGURATION},
    {0x0120, T6_OPTIONS},
    {TRANSFER_FUNCTION, TRANSFER_FUNCTION},
    {PREDICTOR, PREDICTOR},
    {COLOR_MAP, 0x0148},
    {SUB_IMAGES, SUB_IMAGES},
    {0x014C, 0x014E},
    {0x0150, 0x0150},
    {EXTRA_SAMPLES, JPEG_TABLES},
    {0x0200, 0x0203},
    {0x0205, 0x0209},
    {YCBCR_COEFFICIENTS, REFERENCE_BLACK_WHITE}
  };

  private TiffTags() {}

  /** {@return whether a tag says how the pixels are stored, so that it holds for one file only} */
  public static boolean isStructural(int tag) {
    for (int[] range : STRUCTURAL) {
      if (tag >= range[0] && tag <= range[1]) {
        return true;
      }
    }
    return false;
  }

  /** {@return the name of a field for messages} */
  public static String name(int tag) {
    return switch (tag) {
      case EXIF_DIRECTORY -> "EXIF directory";
      case GPS_DIRECTORY -> "GPS directory";
      case INTEROP_DIRECTORY -> "interoperability directory";
      case MAKER_NOTE -> "maker note";
      case XMP -> "XMP packet";
      case IPTC, IMAGE_RESOURCES -> "IPTC block";
      case ICC_PROFILE -> "ICC profile";
      default -> Wording.format("field 0x%04X", tag);
    };
  }
}
