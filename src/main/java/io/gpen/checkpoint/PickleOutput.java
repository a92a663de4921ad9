package io.gpen.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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

  /**
   * {@return this, after a tensor whose values lie in a file of their own, from its first on}
   *
   * @param storage the file's number
   * @param dtype how the values are stored
   * @param shape the lengths of the axes
   * @param strides for each axis, how far apart in the file neighbours are, in elements
   * @param trained whether training changes it
   */
  public PickleOutput tensor(
      int storage, DType dtype, long[] shape, long[] strides, boolean trained) {
    long elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    global("torch._utils", "_rebuild_tensor_v2").mark();
    mark().text("storage").global("torch", StorageType.nameOf(dtype));
    text(Integer.toString(storage)).text("cpu").integer(elements).tuple().persistentId();
    integer(0).integers(shape).integers(strides);
    return flag(trained).emptyOrderedDict().tuple().reduce();
  }

  /** {@return the whole pickle} */
  public byte[] finish() {
    opcode('.');
    return out.toByteArray();
  }

  PickleOutput integers(long[] values) {
    mark();
    for (long value : values) {
      integer(value);
    }
    return tuple();
  }

  PickleOutput global(String module, String name) {
    opcode('c');
    out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  PickleOutput persistentId() {
    return opcode('Q');
  }

  PickleOutput reduce() {
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
