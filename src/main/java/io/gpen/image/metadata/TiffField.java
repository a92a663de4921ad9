package io.gpen.image.metadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A field of a TIFF directory.
 *
 * @param tag what it says
 * @param type how its values are stored
 * @param value the values, a whole number of them
 * @param order the byte order of the values
 */
public record TiffField(int tag, int type, byte[] value, ByteOrder order) {

  public static final int BYTE = 1;
  static final int ASCII = 2;
  public static final int SHORT = 3;
  public static final int LONG = 4;
  static final int RATIONAL = 5;
  public static final int UNDEFINED = 7;
  private static final int DIRECTORY = 13;
  private static final int UTF_8 = 129;

  /** Bytes of one value of the types 0 to 13. */
  private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

  /** {@return a field of text, with its terminating NUL} */
  public static TiffField ascii(int tag, String text, ByteOrder order) {
    return new TiffField(tag, ASCII, (text + "\0").getBytes(StandardCharsets.UTF_8), order);
  }

  /** {@return a field of numbers} */
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

  /** {@return the bytes of one value; 0 for a type that no specification knows} */
  static int size(int type) {
    return type == UTF_8 ? 1 : type > 0 && type < SIZES.length ? SIZES[type] : 0;
  }

  /** {@return how many values the field has} */
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
      case SHORT -> bytes.getShort(2 * index) & 0xFFFF;
      case LONG, DIRECTORY -> bytes.getInt(4 * index) & 0xFFFFFFFFL;
      default -> -1;
    };
  }

  /** {@return the first value of an unsigned rational field; NaN if there is none} */
  double rational() {
    if (type != RATIONAL || count() < 1) {
      return Double.NaN;
    }
    ByteBuffer bytes = ByteBuffer.wrap(value).order(order);
    double denominator = bytes.getInt(4) & 0xFFFFFFFFL;
    return (bytes.getInt(0) & 0xFFFFFFFFL) / denominator;
  }

  /** {@return the same field in another byte order} */
  public TiffField inOrder(ByteOrder other) {
    int part = part(type);
    if (other == order || part == 1) {
      return new TiffField(tag, type, value, other);
    }
    byte[] turned = new byte[value.length];
    for (int i = 0; i < value.length; i++) {
      turned[i] = value[i - i % part + part - 1 - i % part];
    }
    return new TiffField(tag, type, turned, other);
  }

  /** {@return the bytes that belong together: a rational has two parts} */
  private static int part(int type) {
    boolean rational = type == RATIONAL || type == 10;
    return rational ? 4 : size(type);
  }
}
