package io.gpen.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Unsigned numbers at places in a file; a place outside the file is a damaged file. */
public final class ByteView {

  private final ByteBuffer bytes;

  /**
   * Reads a file in one byte order.
   *
   * @param file the whole file
   * @param order the byte order of its numbers
   */
  public ByteView(byte[] file, ByteOrder order) {
    this.bytes = ByteBuffer.wrap(file).order(order);
  }

  /** {@return the number of bytes} */
  public int size() {
    return bytes.limit();
  }

  /** {@return whether so many bytes are there from a position on} */
  public boolean has(long at, long count) {
    return at >= 0 && count >= 0 && count <= size() - at;
  }

  /** {@return an unsigned byte} */
  public int u8(long at) {
    return bytes.get(place(at, 1)) & 0xff;
  }

  /** {@return an unsigned 16-bit number} */
  public int u16(long at) {
    return bytes.getShort(place(at, 2)) & 0xffff;
  }

  /** {@return an unsigned 32-bit number} */
  public long u32(long at) {
    return bytes.getInt(place(at, 4)) & 0xffffffffL;
  }

  /** {@return a signed 32-bit number} */
  public int i32(long at) {
    return bytes.getInt(place(at, 4));
  }

  /** {@return characters, a byte each} */
  public String ascii(long at, int count) {
    return new String(bytes.array(), place(at, count), count, StandardCharsets.ISO_8859_1);
  }

  private int place(long at, int count) {
    if (!has(at, count)) {
      throw PhotoErrors.headerOnly();
    }
    return (int) at;
  }
}
