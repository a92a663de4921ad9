package io.gpen.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Unsigned numbers at places in a file; a place outside the file is a damaged file. */
final class ByteView {

  private final ByteBuffer bytes;

  ByteView(byte[] file, ByteOrder order) {
    this.bytes = ByteBuffer.wrap(file).order(order);
  }

  int size() {
    return bytes.limit();
  }

  boolean has(long at, long count) {
    return at >= 0 && count >= 0 && count <= size() - at;
  }

  int u8(long at) {
    return bytes.get(place(at, 1)) & 0xff;
  }

  int u16(long at) {
    return bytes.getShort(place(at, 2)) & 0xffff;
  }

  long u32(long at) {
    return bytes.getInt(place(at, 4)) & 0xffffffffL;
  }

  int i32(long at) {
    return bytes.getInt(place(at, 4));
  }

  long i64(long at) {
    return bytes.getLong(place(at, 8));
  }

  String ascii(long at, int count) {
    return new String(bytes.array(), place(at, count), count, StandardCharsets.ISO_8859_1);
  }

  private int place(long at, int count) {
    if (!has(at, count)) {
      throw Damage.headerOnly();
    }
    return (int) at;
  }
}
