package io.gpen.image.jpeg;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Makes files of their own of the strips of a sequential JPEG file.
 *
 * @param file the file
 * @param header what a strip's file begins with
 * @param height the place of the picture's height in it
 * @param splice takes pieces of the scan
 */
record StripSource(byte[] file, byte[] header, int height, JpegSplice splice) {

  /**
   * {@return what makes the files, or nothing if the tables do not allow it}
   *
   * @param scan the only scan
   * @param tables its tables
   * @param start the place of its first byte
   */
  static Optional<StripSource> of(byte[] file, JpegScan scan, JpegTables tables, int start) {
    return JpegSplice.of(scan, tables).map(splice -> of(file, scan, splice, start));
  }

  private static StripSource of(byte[] file, JpegScan scan, JpegSplice splice, int start) {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.write(file, 0, 2);
    int height = 0;
    JpegCursor cursor = new JpegCursor(file);
    while (cursor.advance() && cursor.position() < start) {
      int marker = cursor.marker();
      if (JpegFrame.isFrame(marker)) {
        height = header.size() + 5;
      }
      if (isNeeded(marker)) {
        int at = cursor.payload() - 4;
        header.write(file, at, cursor.position() - at);
      }
    }
    for (int part = 0; part < scan.indices().length; part++) {
      writeTable(header, scan.dcTable(part), splice.written(part));
    }
    int at = cursor.payload() - 4;
    header.write(file, at, start - at);
    return new StripSource(file, header.toByteArray(), height, splice);
  }

  /** Tables, the frame, and what the colour space is told by. */
  private static boolean isNeeded(int marker) {
    return marker == JpegCursor.DHT
        || marker == JpegCursor.DQT
        || marker == JpegCursor.DRI
        || marker == JpegCursor.APP0
        || marker == JpegCursor.APP14
        || JpegFrame.isFrame(marker);
  }

  private static void writeTable(ByteArrayOutputStream header, int number, HuffmanTable table) {
    byte[] stored = table.stored();
    header.write(0xff);
    header.write(JpegCursor.DHT);
    header.write(3 + stored.length >> 8);
    header.write(3 + stored.length);
    header.write(number);
    header.writeBytes(stored);
  }

  /**
   * {@return the file of a strip of a scan with restart markers}
   *
   * @param from the place of its first byte, which follows on a restart or the header
   * @param to the place behind its last byte
   * @param restarts how many markers are before it, by which those in it are numbered
   * @param rows its height in pixels
   */
  byte[] restarted(int from, int to, int restarts, int rows) {
    int end = header.length + to - from;
    byte[] strip = Arrays.copyOf(header, end + 2);
    System.arraycopy(file, from, strip, header.length, to - from);
    for (int at = header.length; at + 1 < end; at++) {
      if (strip[at] == (byte) 0xff && JpegCursor.isRestart(strip[at + 1])) {
        strip[at + 1] = (byte) (JpegCursor.RST0 + (strip[at + 1] - restarts & 7));
      }
    }
    strip[end] = (byte) 0xff;
    strip[end + 1] = (byte) JpegCursor.EOI;
    ByteBuffer.wrap(strip).putShort(height, (short) rows);
    return strip;
  }

  /**
   * {@return the file of a strip of a scan without restart markers}
   *
   * @param from the place of its first bit
   * @param to the place behind the last one
   * @param predictions the DC coefficients before it, for each component of the scan
   * @param rows its height in pixels
   */
  byte[] strip(long from, long to, int[] predictions, int rows) {
    JpegBitWriter strip = new JpegBitWriter(header, to - from >> 3);
    splice.write(strip, file, from, to, predictions);
    byte[] bytes = strip.end();
    ByteBuffer.wrap(bytes).putShort(height, (short) rows);
    return bytes;
  }
}
