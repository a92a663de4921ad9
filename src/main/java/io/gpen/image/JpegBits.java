package io.gpen.image;

/**
 * The bits of entropy-coded JPEG data. Stops before a marker or the end of the file; from there on
 * it gives zeros, as decoders do, and says that it is exhausted.
 */
final class JpegBits {

  private final byte[] file;
  private int next;
  private long buffer;
  private int held;
  private int padding;

  JpegBits(byte[] file, int start) {
    this.file = file;
    this.next = start;
  }

  /** {@return the next 16 bits, which stay} */
  int peek16() {
    if (held < 16) {
      fill();
    }
    return (int) (buffer >>> (held - 16)) & 0xffff;
  }

  /** Passes over at most 32 bits. */
  void skip(int bits) {
    if (held < bits) {
      fill();
    }
    held -= bits;
  }

  int read(int bits) {
    if (held < bits) {
      fill();
    }
    held -= bits;
    return (int) (buffer >>> held) & ((1 << bits) - 1);
  }

  private void fill() {
    while (held <= 48) {
      int value = 0;
      if (next < file.length && padding == 0) {
        value = file[next] & 0xff;
        if (value != 0xff) {
          next++;
        } else if (next + 1 < file.length && file[next + 1] == 0) {
          next += 2;
        } else {
          value = 0;
          padding = 8;
        }
      } else {
        padding += 8;
      }
      buffer = buffer << 8 | value;
      held += 8;
    }
  }

  /** {@return whether bits were taken that are not in the file} */
  boolean isExhausted() {
    return held < padding;
  }

  /** {@return whole bytes of data that were read ahead and not used} */
  int unused() {
    return Math.max(0, held - padding) / 8;
  }

  /** {@return the place behind what was read, which is a marker or the end if all data are used} */
  int position() {
    return next;
  }

  /** Goes on elsewhere with an empty buffer. */
  void restartAt(int position) {
    next = position;
    held = 0;
    padding = 0;
  }
}
