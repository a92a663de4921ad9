package io.gpen.image.metadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * An EXIF block as a camera writes it: maker, date, position, a maker note that counts from the
 * start of the block, and a thumbnail behind all.
 */
public final class ExifSample {

  public static final int DATE_TAKEN = 0x9003;
  public static final String DATE = "1931:05:17 10:20:30";
  private static final String NOTE = "NOTE at offset ";

  private ExifSample() {}

  /** {@return the block with a maker note and a thumbnail} */
  public static byte[] block(ByteOrder order, int orientation) {
    List<TiffField> exif = exif(order, 0);
    int exifAt = TiffStructure.HEADER + main(order, orientation, 0, 0).length;
    byte[] draft = TiffTree.directory(exif, order, exifAt);
    int noteAt = exifAt + indexOf(draft, NOTE);
    byte[] exifBytes = TiffTree.directory(exif(order, noteAt), order, exifAt);
    int gpsAt = exifAt + exifBytes.length;
    byte[] gps = TiffTree.directory(gps(order), order, gpsAt);
    int secondAt = gpsAt + gps.length;
    byte[] main = main(order, orientation, exifAt, gpsAt);
    int link = 2 + (main[order == ByteOrder.BIG_ENDIAN ? 1 : 0] & 0xFF) * TiffStructure.ENTRY;
    ByteBuffer.wrap(main).order(order).putInt(link, secondAt);
    int second = TiffTree.directory(thumbnail(order, 0), order, 0).length;
    ByteBuffer block = ByteBuffer.allocate(secondAt + second + 4);
    block.put(TiffTree.header(order, TiffStructure.HEADER)).put(main).put(exifBytes).put(gps);
    block.put(TiffTree.directory(thumbnail(order, secondAt + second), order, secondAt));
    return block.put(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9}).array();
  }

  /** {@return whether the maker note stands where it says that it stands} */
  public static boolean makerNoteIsInPlace(byte[] block) {
    int at = indexOf(block, NOTE);
    String text = new String(block, StandardCharsets.ISO_8859_1);
    return at > 0 && text.startsWith(String.format("%s%08d", NOTE, at), at);
  }

  public static int indexOf(byte[] block, String text) {
    return new String(block, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  private static byte[] main(ByteOrder order, int orientation, int exifAt, int gpsAt) {
    List<TiffField> fields =
        new ArrayList<>(
            List.of(
                TiffField.ascii(0x010F, "Voigt", order),
                TiffField.ascii(0x0110, "Bessa", order),
                number(TiffTags.ORIENTATION, TiffField.SHORT, order, orientation),
                TiffField.numbers(TiffTags.X_RESOLUTION, TiffField.RATIONAL, order, 300, 1),
                TiffField.numbers(TiffTags.Y_RESOLUTION, TiffField.RATIONAL, order, 300, 1),
                number(TiffTags.RESOLUTION_UNIT, TiffField.SHORT, order, 2),
                TiffField.ascii(0x0132, DATE, order),
                number(TiffTags.EXIF_DIRECTORY, TiffField.LONG, order, exifAt),
                number(TiffTags.GPS_DIRECTORY, TiffField.LONG, order, gpsAt)));
    return TiffTree.directory(fields, order, TiffStructure.HEADER);
  }

  private static List<TiffField> exif(ByteOrder order, int noteAt) {
    byte[] note = String.format("%s%08d", NOTE, noteAt).getBytes(StandardCharsets.US_ASCII);
    return List.of(
        TiffField.ascii(DATE_TAKEN, DATE, order),
        new TiffField(TiffTags.MAKER_NOTE, TiffField.UNDEFINED, note, order),
        number(TiffTags.PIXEL_X_DIMENSION, TiffField.SHORT, order, 640),
        number(TiffTags.PIXEL_Y_DIMENSION, TiffField.LONG, order, 480));
  }

  private static List<TiffField> gps(ByteOrder order) {
    return List.of(
        TiffField.ascii(1, "N", order),
        TiffField.numbers(2, TiffField.RATIONAL, order, 48, 1, 30, 1, 0, 1),
        TiffField.ascii(3, "E", order),
        TiffField.numbers(4, TiffField.RATIONAL, order, 9, 1, 15, 1, 0, 1));
  }

  private static List<TiffField> thumbnail(ByteOrder order, int at) {
    return List.of(
        number(0x0103, TiffField.SHORT, order, 6),
        number(TiffTags.THUMBNAIL_OFFSET, TiffField.LONG, order, at),
        number(TiffTags.THUMBNAIL_LENGTH, TiffField.LONG, order, 4));
  }

  private static TiffField number(int tag, int type, ByteOrder order, long value) {
    return TiffField.numbers(tag, type, order, value);
  }

  /** {@return the field of a tag in the first directory or the EXIF directory} */
  public static TiffField field(byte[] block, int tag) {
    TiffTree tree = TiffStructure.of(block).flatMap(TiffTree::of).orElseThrow();
    return Stream.concat(tree.main().stream(), tree.exif().stream())
        .filter(f -> f.tag() == tag)
        .findFirst()
        .orElseThrow();
  }

  public static String text(TiffField field) {
    byte[] value = field.value();
    return new String(Arrays.copyOf(value, value.length - 1), StandardCharsets.UTF_8);
  }
}
