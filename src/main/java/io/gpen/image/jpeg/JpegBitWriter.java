package io.gpen.image.jpeg;

import java.util.Arrays;

/**
 * A JPEG file of one scan as it is written: bit after bit, with the zero byte behind each 0xff that
 * tells it from a marker.
 */
final class JpegBitWriter {

  /** So many bytes are copied before the room is looked at again. */
  private static final int PIECE = 1 << 14;

  private byte[] bytes;
  private int size;
  private int buffer;
  private int held;

  /**
   * Begins a file.
   *
   * @param header the file up to the scan
   * @param expected about as many bytes as the scan will have
   */
  JpegBitWriter(byte[] header, long expected) {
    long room = header.length + expected + 2 * PIECE;
    bytes = Arrays.copyOf(header, (int) Math.min(room, Integer.MAX_VALUE - PIECE));
    size = header.length;
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

  /** {@return the whole file, its last byte of data filled with ones, as encoders do} */
  byte[] end() {
    if (held > 0) {
      write(0xff, 8 - held);
    }
    ensure(2);
    bytes[size++] = (byte) 0xff;
    bytes[size++] = (byte) JpegCursor.EOI;
    return Arrays.copyOf(bytes, size);
  }
}
