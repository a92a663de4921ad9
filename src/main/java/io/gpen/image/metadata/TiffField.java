package io.gpen.image.metadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A field of a TIFF directory.
 *
 * @param tag the meaning of the field
 * @param type the type of its values, by the numbers of TIFF 6.0 and BigTIFF
 * @param value the values, a whole number of them
 * @param order the byte order of the values
 */
public record TiffField(int tag, int type, byte[] value, ByteOrder order) {

  /** Unsigned, 1 byte. */
  public static final int BYTE = 1;

  /** Text that ends with a zero. */
  public static final int ASCII = 2;

  /** Unsigned, 2 bytes. */
  public static final int SHORT = 3;

  /** Unsigned, 4 bytes. */
  public static final int LONG = 4;

  /** Two LONGs, numerator and denominator. */
  public static final int RATIONAL = 5;

  /** Bytes of any meaning. */
  public static final int UNDEFINED = 7;

  private static final int SBYTE = 6;
  private static final int SSHORT = 8;
  private static final int SLONG = 9;
  private static final int SRATIONAL = 10;
  private static final int DIRECTORY = 13;
  private static final int LONG8 = 16;
  private static final int SLONG8 = 17;
  private static final int DIRECTORY8 = 18;
  private static final int UTF_8 = 129;

  /** Bytes of one value of the types 0 to 18. */
  private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

  /** {@return a text field} */
  public static TiffField ascii(int tag, String text, ByteOrder order) {
    return new TiffField(tag, ASCII, (text + "\0").getBytes(StandardCharsets.UTF_8), order);
  }

  /**
   * {@return a field of numbers}
   *
   * @param values the numbers; numerator and denominator in turn for rationals
   */
  public static TiffField numbers(int tag, int type, ByteOrder order, long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * part(type)).order(order);
    for (long value : values) {
      switch (part(type)) {
        case 1 -> bytes.put((byte) value);
        case 2 -> bytes.putShort((short) value);
        default -> bytes.putInt((int) value);
      }
    }
    return new TiffField(tag, type, bytes.array(), order);
  }

  /** {@return the bytes of one value; 0 for a type that no specification defines} */
  public static int size(int type) {
    return type == UTF_8 ? 1 : type > 0 && type < SIZES.length ? SIZES[type] : 0;
  }

  /** {@return the number of values} */
  public int count() {
    return value.length / size(type);
  }

  /** {@return the first value of an integer field; -1 if there is none} */
  public long integer() {
    return integer(0);
  }

  /** {@return a value of an integer field; -1 if there is none} */
  public long integer(int index) {
    if (index >= count()) {
      return -1;
    }
    ByteBuffer bytes = ByteBuffer.wrap(value).order(order);
    return switch (type) {
      case BYTE -> value[index] & 0xFF;
      case SBYTE -> value[index];
      case SHORT -> bytes.getShort(2 * index) & 0xFFFF;
      case SSHORT -> bytes.getShort(2 * index);
      case LONG, DIRECTORY -> bytes.getInt(4 * index) & 0xFFFFFFFFL;
      case SLONG -> bytes.getInt(4 * index);
      case LONG8, SLONG8, DIRECTORY8 -> bytes.getLong(8 * index);
      default -> -1;
    };
  }

  /** {@return all values of an integer field; -1 for each that is none} */
  public long[] integers() {
    long[] values = new long[count()];
    Arrays.setAll(values, this::integer);
    return values;
  }

  /** {@return the first value of an unsigned rational field; NaN if there is none} */
  public double rational() {
    return rational(0);
  }

  /** {@return a value of an unsigned rational field; NaN if there is none} */
  public double rational(int index) {
    if (type != RATIONAL || index >= count()) {
      return Double.NaN;
    }
    ByteBuffer bytes = ByteBuffer.wrap(value).order(order);
    double denominator = bytes.getInt(8 * index + 4) & 0xFFFFFFFFL;
    return (bytes.getInt(8 * index) & 0xFFFFFFFFL) / denominator;
  }

  /** {@return the same field in another byte order} */
  public TiffField inOrder(ByteOrder other) {
    int part = part(type);
    if (other == order || part == 1) {
      return new TiffField(tag, type, value, other);
    }
    byte[] swapped = new byte[value.length];
    for (int i = 0; i < value.length; i++) {
      swapped[i] = value[i - i % part + part - 1 - i % part];
    }
    return new TiffField(tag, type, swapped, other);
  }

  /** {@return the same field without the types that only BigTIFF has} */
  TiffField classic() {
    boolean big = type == LONG8 || type == SLONG8 || type == DIRECTORY8;
    return big ? numbers(tag, type == SLONG8 ? SLONG : LONG, order, integers()) : this;
  }

  /** {@return the bytes that are swapped together: a rational has two parts} */
  private static int part(int type) {
    return type == RATIONAL || type == SRATIONAL ? 4 : size(type);
  }
}
