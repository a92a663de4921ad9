package io.gpen.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes the few instructions of pickle protocol 2 that a state dict needs. */
final class PickleOutput {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Begins a pickle. */
  PickleOutput() {
    out.write(0x80);
    out.write(2);
  }

  PickleOutput mark() {
    return opcode('(');
  }

  PickleOutput tuple() {
    return opcode('t');
  }

  PickleOutput setItems() {
    return opcode('u');
  }

  PickleOutput reduce() {
    return opcode('R');
  }

  PickleOutput persistentId() {
    return opcode('Q');
  }

  PickleOutput no() {
    return opcode(0x89);
  }

  PickleOutput global(String module, String name) {
    opcode('c');
    out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  PickleOutput emptyOrderedDict() {
    return global("collections", "OrderedDict").opcode(')').reduce();
  }

  PickleOutput text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    opcode('X').littleEndian(bytes.length, Integer.BYTES);
    out.writeBytes(bytes);
    return this;
  }

  PickleOutput integer(long value) {
    return value == (int) value
        ? opcode('J').littleEndian(value, Integer.BYTES)
        : opcode(0x8a).opcode(Long.BYTES).littleEndian(value, Long.BYTES);
  }

  PickleOutput integers(long[] values) {
    mark();
    for (long value : values) {
      integer(value);
    }
    return tuple();
  }

  /** {@return the whole pickle} */
  byte[] finish() {
    opcode('.');
    return out.toByteArray();
  }

  private PickleOutput opcode(int code) {
    out.write(code);
    return this;
  }

  private PickleOutput littleEndian(long value, int count) {
    byte[] bytes =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    out.write(bytes, 0, count);
    return this;
  }
}
