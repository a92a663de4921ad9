package io.gpen.image.jpeg;

import io.gpen.image.PhotoErrors;

/** Goes from marker to marker through a JPEG file. */
public final class JpegCursor {

  static final int RST0 = 0xd0;
  static final int SOI = 0xd8;
  static final int EOI = 0xd9;
  static final int SOS = 0xda;
  public static final int DQT = 0xdb;
  static final int DHT = 0xc4;
  static final int DRI = 0xdd;
  static final int APP0 = 0xe0;
  static final int APP14 = 0xee;

  private final byte[] file;
  private int position;
  private int marker;
  private int payload;
  private int length;

  /**
   * Begins at the file's first marker.
   *
   * @param file the whole file
   */
  public JpegCursor(byte[] file) {
    this.file = file;
    this.position = 2;
  }

  /** {@return whether there is one more whole segment, which is then the current one} */
  public boolean advance() {
    int at = nextMarker(file, position);
    if (at >= file.length) {
      return false;
    }
    marker = file[at + 1] & 0xff;
    payload = at + 2;
    length = 0;
    if (!isBare(marker)) {
      if (payload + 2 > file.length) {
        return false;
      }
      int stated = (file[payload] & 0xff) << 8 | file[payload + 1] & 0xff;
      if (stated < 2) {
        throw PhotoErrors.header("a segment of no length");
      }
      payload += 2;
      length = stated - 2;
    }
    position = payload + length;
    return position <= file.length;
  }

  private static boolean isBare(int marker) {
    return marker == 0x01 || marker >= 0xd0 && marker <= EOI;
  }

  /** {@return whether a byte behind 0xff makes it one of the eight restart markers} */
  static boolean isRestart(byte second) {
    return (second & 0xf8) == RST0;
  }

  /** {@return the place of the next marker at or behind a place, or the file's length} */
  public static int nextMarker(byte[] file, int from) {
    for (int i = from; i + 1 < file.length; i++) {
      if (file[i] == (byte) 0xff && file[i + 1] != 0 && file[i + 1] != (byte) 0xff) {
        return i;
      }
    }
    return file.length;
  }

  void continueAt(int place) {
    position = place;
  }

  /** {@return the second byte of the marker} */
  public int marker() {
    return marker;
  }

  /** {@return where the segment's payload begins} */
  public int payload() {
    return payload;
  }

  int length() {
    return length;
  }

  int position() {
    return position;
  }
}
