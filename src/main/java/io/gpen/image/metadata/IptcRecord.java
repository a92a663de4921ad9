package io.gpen.image.metadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A bare IPTC record (IIM 4.2, chapter 1), as TIFF files hold it. */
public final class IptcRecord {

  /** Begins each data set. */
  static final int MARKER = 0x1C;

  /** Marker, record, data set and length. */
  private static final int HEADER = 5;

  private IptcRecord() {}

  /** {@return the record of a TIFF field without what fills it up to whole words} */
  public static byte[] fromTiff(TiffField field) {
    byte[] value = field.value();
    // Some writers swap the bytes as if they were numbers.
    boolean swapped = value.length > 3 && value[0] != MARKER && value[3] == MARKER;
    byte[] record = swapped ? turned(value) : value;
    int end = Math.min(length(record), record.length);
    for (int i = end; i < record.length; i++) {
      if (record[i] != 0) {
        return record;
      }
    }
    return Arrays.copyOf(record, end);
  }

  /** {@return the field of a TIFF file; by custom of whole words, whose bytes are not turned} */
  public static TiffField toTiff(byte[] record, ByteOrder order) {
    byte[] words = Arrays.copyOf(record, (record.length + 3) / 4 * 4);
    return new TiffField(TiffTags.IPTC, TiffField.LONG, words, order);
  }

  private static byte[] turned(byte[] value) {
    byte[] words = Arrays.copyOf(value, (value.length + 3) / 4 * 4);
    return new TiffField(TiffTags.IPTC, TiffField.LONG, words, ByteOrder.BIG_ENDIAN)
        .inOrder(ByteOrder.LITTLE_ENDIAN)
        .value();
  }

  /** {@return the length of the data sets from the start on} */
  private static int length(byte[] record) {
    ByteBuffer in = ByteBuffer.wrap(record);
    int at = 0;
    while (at + HEADER <= record.length && record[at] == MARKER) {
      int length = in.getShort(at + 3) & 0xFFFF;
      if (length > Short.MAX_VALUE) {
        return record.length; // An extended data set; not worth trimming.
      }
      at += HEADER + length;
    }
    return at;
  }
}
