package io.gpen.checkpoint.pickle;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes the few instructions of pickle protocol 2 that state dicts and networks need. Each method
 * writes one value or instruction and returns this.
 */
public final class PickleOutput {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Begins a pickle. */
  public PickleOutput() {
    out.write(0x80);
    out.write(2);
  }

  /** {@return this, after the beginning of a tuple or of a dictionary's items} */
  public PickleOutput mark() {
    return opcode('(');
  }

  /** {@return this, after making a tuple of all since the mark} */
  public PickleOutput tuple() {
    return opcode('t');
  }

  /** {@return this, after putting all since the mark into the dictionary before it} */
  public PickleOutput setItems() {
    return opcode('u');
  }

  /** {@return this, after an object of a class, without arguments} */
  public PickleOutput newObject(String module, String name) {
    return global(module, name).opcode(')').opcode(0x81);
  }

  /** {@return this, after an empty dictionary} */
  public PickleOutput emptyDict() {
    return opcode('}');
  }

  /** {@return this, after giving the object its state, the value that followed it} */
  public PickleOutput build() {
    return opcode('b');
  }

  /** {@return this, after a truth value} */
  public PickleOutput flag(boolean value) {
    return opcode(value ? 0x88 : 0x89);
  }

  /** {@return this, after a floating-point number} */
  public PickleOutput number(double value) {
    opcode('G');
    out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
    return this;
  }

  /** {@return this, after an empty ordered dictionary} */
  public PickleOutput emptyOrderedDict() {
    return global("collections", "OrderedDict").opcode(')').reduce();
  }

  /** {@return this, after a text} */
  public PickleOutput text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    opcode('X').littleEndian(bytes.length, Integer.BYTES);
    out.writeBytes(bytes);
    return this;
  }

  /** {@return this, after a whole number} */
  public PickleOutput integer(long value) {
    return value == (int) value
        ? opcode('J').littleEndian(value, Integer.BYTES)
        : opcode(0x8a).opcode(Long.BYTES).littleEndian(value, Long.BYTES);
  }

  /** {@return the whole pickle} */
  public byte[] finish() {
    opcode('.');
    return out.toByteArray();
  }

  /** {@return this, after a tuple of whole numbers} */
  public PickleOutput integers(long[] values) {
    mark();
    for (long value : values) {
      integer(value);
    }
    return tuple();
  }

  /** {@return this, after the name of a class or function} */
  public PickleOutput global(String module, String name) {
    opcode('c');
    out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  /** {@return this, after turning the last value into the identifier of an outside object} */
  public PickleOutput persistentId() {
    return opcode('Q');
  }

  /** {@return this, after calling the last but one value with the last one} */
  public PickleOutput reduce() {
    return opcode('R');
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
