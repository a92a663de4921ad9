package io.gpen.image.jpeg;

import io.gpen.image.metadata.MetadataBlockReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The segments of a JPEG file before its first scan (ITU-T T.81, annex B).
 *
 * @param segments in the order of the file
 * @param end where they end: the start of the scan, or of what is no segment
 * @param complete whether a scan follows
 */
record JpegSegments(List<Segment> segments, int end, boolean complete) {

  static final int APP0 = 0xE0;
  static final int APP1 = 0xE1;
  static final int APP2 = 0xE2;
  static final int APP12 = 0xEC;
  static final int APP13 = 0xED;
  static final int APP14 = 0xEE;
  static final int APP15 = 0xEF;
  static final int COM = 0xFE;

  /** The length of a segment is stated in two bytes that count themselves. */
  static final int MAX_PAYLOAD = 65_533;

  private static final int START_OF_SCAN = 0xDA;

  /**
   * A marker and what follows it.
   *
   * @param marker its second byte
   * @param payload what follows the length
   */
  record Segment(int marker, byte[] payload) {

    boolean is(int wanted, String identifier) {
      return marker == wanted
          && MetadataBlockReader.startsWith(
              payload, identifier.getBytes(StandardCharsets.ISO_8859_1));
    }

    byte[] after(int length) {
      return Arrays.copyOfRange(payload, Math.min(length, payload.length), payload.length);
    }

    boolean isApplication() {
      return marker >= APP0 && marker <= APP15;
    }
  }

  /** {@return as many segments as are sound} */
  static JpegSegments of(byte[] file) {
    List<Segment> segments = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(file);
    int at = 2;
    while (at + 4 <= file.length && file[at] == (byte) 0xFF) {
      int marker = file[at + 1] & 0xFF;
      int length = in.getShort(at + 2) & 0xFFFF;
      if (marker == 0xFF) {
        at++; // A fill byte.
      } else if (marker == START_OF_SCAN) {
        return new JpegSegments(segments, at, true);
      } else if (marker < 0xC0 || marker >= 0xD0 && marker <= 0xD9 || length < 2) {
        break;
      } else if (at + 2 + length > file.length) {
        break;
      } else {
        segments.add(new Segment(marker, Arrays.copyOfRange(file, at + 4, at + 2 + length)));
        at += 2 + length;
      }
    }
    return new JpegSegments(segments, at, false);
  }
}
