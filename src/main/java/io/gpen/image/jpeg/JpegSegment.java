package io.gpen.image.jpeg;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A marker segment of a JPEG file (ITU-T T.81, B.1.1.4), by its place in the file.
 *
 * @param file the whole file
 * @param marker the second byte of the marker
 * @param start the place of the marker
 * @param payload the place of what follows the length
 * @param end the place behind the segment
 */
record JpegSegment(byte[] file, int marker, int start, int payload, int end) {

  static final int DHT = 0xc4;
  static final int RST0 = 0xd0;
  static final int SOI = 0xd8;
  static final int EOI = 0xd9;
  static final int SOS = 0xda;
  static final int DQT = 0xdb;
  static final int DNL = 0xdc;
  static final int DRI = 0xdd;
  static final int APP0 = 0xe0;
  static final int APP1 = 0xe1;
  static final int APP2 = 0xe2;
  static final int APP12 = 0xec;
  static final int APP13 = 0xed;
  static final int APP14 = 0xee;
  static final int APP15 = 0xef;
  static final int COM = 0xfe;

  /** The length of a segment is stored in two bytes that count themselves. */
  static final int MAX_PAYLOAD = 65_533;

  private static final int SOF0 = 0xc0;

  /**
   * {@return the next segment at or behind a place; empty if there is no whole one}
   *
   * <p>As libjpeg does (jdmarker.c), skips fill bytes, restart markers, TEM, and bytes that belong
   * to no segment, reserved markers among them; a length too small to count itself is taken as that
   * of an empty segment. SOI and EOI count as segments without payload.
   */
  static Optional<JpegSegment> next(byte[] file, int from) {
    int at = nextMarker(file, from);
    while (at < file.length && !hasSegment(file[at + 1] & 0xff)) {
      at = nextMarker(file, at + 2);
    }
    if (at >= file.length) {
      return Optional.empty();
    }
    int marker = file[at + 1] & 0xff;
    if (marker == SOI || marker == EOI) {
      return Optional.of(new JpegSegment(file, marker, at, at + 2, at + 2));
    }
    if (at + 4 > file.length) {
      return Optional.empty();
    }
    int length = Math.max(2, (file[at + 2] & 0xff) << 8 | file[at + 3] & 0xff);
    int end = at + 2 + length;
    return end > file.length
        ? Optional.empty()
        : Optional.of(new JpegSegment(file, marker, at, at + 4, end));
  }

  /** {@return the place of the next marker at or behind a place, or the file's length} */
  static int nextMarker(byte[] file, int from) {
    for (int i = from; i + 1 < file.length; i++) {
      if (file[i] == (byte) 0xff && file[i + 1] != 0 && file[i + 1] != (byte) 0xff) {
        return i;
      }
    }
    return file.length;
  }

  /** {@return the place of the marker that ends the scan whose data begin at a place} */
  static int scanEnd(byte[] file, int from) {
    int at = nextMarker(file, from);
    while (at < file.length && isRestart(file[at + 1] & 0xff)) {
      at = nextMarker(file, at + 2);
    }
    return at;
  }

  /** TEM and the reserved markers are below those that have one. */
  private static boolean hasSegment(int marker) {
    return marker >= SOF0 && !isRestart(marker);
  }

  /** {@return whether a marker is one of the eight restart markers} */
  static boolean isRestart(int marker) {
    return (marker & 0xf8) == RST0;
  }

  /** {@return whether this is a frame header of any kind} */
  boolean isFrame() {
    return marker >= 0xc0 && marker <= 0xcf && marker != DHT && marker != 0xc8 && marker != 0xcc;
  }

  /** {@return whether this begins or ends a file} */
  boolean isBoundary() {
    return marker == SOI || marker == EOI;
  }

  /** {@return whether this is an application segment} */
  boolean isApplication() {
    return marker >= APP0 && marker <= APP15;
  }

  /** {@return whether a decoder needs this segment} */
  boolean isPicture() {
    return isFrame()
        || marker == DHT
        || marker == DQT
        || marker == DRI
        || marker == SOS
        || marker == DNL;
  }

  /** {@return whether this segment has a marker and begins with an identifier} */
  boolean is(int wanted, String identifier) {
    byte[] start = identifier.getBytes(StandardCharsets.ISO_8859_1);
    return marker == wanted
        && length() >= start.length
        && Arrays.equals(file, payload, payload + start.length, start, 0, start.length);
  }

  /** {@return the length of the payload} */
  int length() {
    return end - payload;
  }

  /** {@return an unsigned byte of the payload; 0 behind its end} */
  int u8(int index) {
    return index < length() ? file[payload + index] & 0xff : 0;
  }

  /** {@return an unsigned number of two bytes of the payload} */
  int u16(int index) {
    return u8(index) << 8 | u8(index + 1);
  }

  /** {@return the payload from an index on} */
  byte[] after(int index) {
    return Arrays.copyOfRange(file, Math.min(payload + index, end), end);
  }

  /** Writes the segment with a marker and length of its own. */
  void writeTo(ByteArrayOutputStream out) {
    write(out, marker, after(0));
  }

  /** Writes a segment. */
  static void write(ByteArrayOutputStream out, int marker, byte[] payload) {
    int length = payload.length + 2;
    out.write(0xff);
    out.write(marker);
    out.write(length >> 8);
    out.write(length);
    out.writeBytes(payload);
  }
}
