package io.gpen.image;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Entropy-coded JPEG data as they are written: bit after bit, with the zero byte behind each 0xff
 * that tells it from a marker.
 */
final class JpegBitWriter {

  /** So many bytes are copied before the room is looked at again. */
  private static final int PIECE = 1 << 14;

  private byte[] bytes;
  private int size;
  private int buffer;
  private int held;

  /**
   * An empty scan.
   *
   * @param capacity about as many bytes as will be written
   */
  JpegBitWriter(int capacity) {
    bytes = new byte[capacity + 2 * PIECE];
  }

  /** Writes the lowest bits of a number, at most 16 of them. */
  void write(int value, int count) {
    ensure(8);
    buffer = buffer << count | value & (1 << count) - 1;
    held += count;
    while (held >= 8) {
      held -= 8;
      emit(buffer >>> held & 0xff);
    }
  }

  /**
   * Copies bits of another scan.
   *
   * @param file the file with that scan
   * @param from the place of the first bit, as {@link JpegBits#place} gives it
   * @param to the place behind the last one
   */
  void copy(byte[] file, long from, long to) {
    int at = (int) (from >>> 3);
    int end = (int) (to >>> 3);
    int begun = (int) (from & 7);
    if (begun > 0 && at < end) {
      write(file[at], 8 - begun);
      at += file[at] == (byte) 0xff ? 2 : 1;
      begun = 0;
    }
    while (at < end) {
      at = copyBytes(file, at, Math.min(end, at + PIECE));
    }
    int rest = (int) (to & 7);
    if (rest > begun) {
      write(file[end] >> 8 - rest, rest - begun);
    }
  }

  /** {@return the place behind what was copied, which is the end or, in stuffing, one more} */
  private int copyBytes(byte[] file, int from, int end) {
    ensure(2 * PIECE);
    int at = from;
    while (at < end) {
      int value = file[at] & 0xff;
      at += value == 0xff ? 2 : 1;
      buffer = buffer << 8 | value;
      emit(buffer >>> held & 0xff);
    }
    return at;
  }

  private void emit(int value) {
    bytes[size++] = (byte) value;
    if (value == 0xff) {
      bytes[size++] = 0;
    }
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.addExact(size + more, size / 4));
    }
  }

  /** Fills the last byte with ones, as encoders do. */
  void pad() {
    if (held > 0) {
      write(0xff, 8 - held);
    }
  }

  /** Hands over the whole bytes written so far. */
  void writeTo(ByteArrayOutputStream out) {
    out.write(bytes, 0, size);
  }

  /** {@return how many whole bytes were written} */
  int size() {
    return size;
  }
}
