package io.gpen.image.jpeg;

import io.gpen.image.ByteView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The one scan of a sound sequential JPEG file that was just encoded.
 *
 * @param file the whole file
 * @param height the place of the picture's height in its header
 * @param splice takes pieces of the scan
 * @param start the place of the first byte of entropy-coded data
 * @param end the place of the marker behind the last one
 */
record StoredScan(byte[] file, int height, JpegSplice splice, int start, int end) {

  /** {@return the scan of a file} */
  static StoredScan of(byte[] file) {
    ByteView view = new ByteView(file, ByteOrder.BIG_ENDIAN);
    JpegTables tables = new JpegTables();
    JpegCursor cursor = new JpegCursor(file);
    JpegFrame frame = null;
    int height = 0;
    while (cursor.advance() && cursor.marker() != JpegCursor.SOS) {
      if (cursor.marker() == JpegCursor.DHT) {
        tables.define(file, view, cursor.payload(), cursor.length());
      } else if (JpegFrame.isFrame(cursor.marker())) {
        frame = JpegFrame.parse(cursor.marker(), view, cursor.payload(), cursor.length());
        height = cursor.payload() + 1;
      }
    }
    JpegScan scan = JpegScan.parse(view, cursor.payload(), cursor.length(), frame);
    JpegSplice splice =
        JpegSplice.of(scan, tables)
            .orElseThrow(() -> new IllegalStateException("OpenCV's Huffman tables are full"));
    return new StoredScan(file, height, splice, cursor.position(), file.length - 2);
  }

  /** {@return the file up to the scan, for a picture of another height} */
  byte[] headerFor(int rows) {
    byte[] header = Arrays.copyOf(file, start);
    ByteBuffer.wrap(header).putShort(height, (short) rows);
    return header;
  }

  /** {@return whether a byte stands there only to tell the 0xff before it from a marker} */
  boolean isStuffing(int at) {
    return file[at] == 0 && file[at - 1] == (byte) 0xff;
  }

  /**
   * {@return how many bits right before a place are 1}
   *
   * @param place as {@link JpegBits#place} gives it
   */
  int onesBefore(long place) {
    int count = 0;
    int at = (int) (place >>> 3);
    int bits = (int) place & 7;
    while (true) {
      if (bits == 0) {
        at -= isStuffing(at - 1) ? 2 : 1;
        bits = 8;
      }
      int ones = Integer.numberOfTrailingZeros(~(file[at] >> 8 - bits));
      count += Math.min(ones, bits);
      if (ones < bits) {
        return count;
      }
      bits = 0;
    }
  }
}
