package io.gpen.image.tiff;

import io.gpen.image.ByteView;
import io.gpen.image.PhotoErrors;
import java.util.LinkedHashMap;
import java.util.Map;

/** One image file directory of a TIFF or BigTIFF file: its fields by tag. */
final class TiffDirectory {

  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int LONG8 = 16;
  private static final int MAX_VALUES = 1 << 24;

  private final ByteView view;
  private final Map<Integer, Field> fields = new LinkedHashMap<>();
  private final long next;

  /** A field; {@code at} is where its values lie. */
  private record Field(int type, long count, long at) {}

  TiffDirectory(ByteView view, long at, boolean big) {
    this.view = view;
    long entries = big ? view.i64(at) : view.u16(at);
    int entrySize = big ? 20 : 12;
    long first = at + (big ? 8 : 2);
    if (entries < 0 || !view.has(first, entries * entrySize + (big ? 8 : 4))) {
      throw PhotoErrors.headerOnly();
    }
    for (long entry = first; entry < first + entries * entrySize; entry += entrySize) {
      int type = view.u16(entry + 2);
      long count = big ? view.i64(entry + 4) : view.u32(entry + 4);
      long value = entry + (big ? 12 : 8);
      boolean inline = count >= 0 && count * sizeOf(type) <= (big ? 8 : 4);
      long place = inline ? value : big ? view.i64(value) : view.u32(value);
      fields.putIfAbsent(view.u16(entry), new Field(type, count, place));
    }
    long end = first + entries * entrySize;
    next = big ? view.i64(end) : view.u32(end);
  }

  private static int sizeOf(int type) {
    return switch (type) {
      case SHORT, 8 -> 2;
      case LONG, 9, 11, 13 -> 4;
      case 5, 10, 12, LONG8, 17, 18 -> 8;
      default -> 1;
    };
  }

  /** {@return the place of the next directory, 0 behind the last} */
  long next() {
    return next;
  }

  boolean has(int tag) {
    return fields.containsKey(tag);
  }

  /** {@return the first value of a field, or the default} */
  long number(int tag, long absent) {
    return has(tag) && fields.get(tag).count > 0 ? value(fields.get(tag), 0) : absent;
  }

  /** {@return all values of a field; none if it is absent} */
  long[] numbers(int tag) {
    Field field = fields.get(tag);
    if (field == null) {
      return new long[0];
    }
    if (field.count < 0 || field.count > MAX_VALUES) {
      throw PhotoErrors.header("a field of %d values".formatted(field.count));
    }
    if (!view.has(field.at, field.count * sizeOf(field.type))) {
      throw PhotoErrors.headerOnly();
    }
    long[] values = new long[(int) field.count];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(field, i);
    }
    return values;
  }

  private long value(Field field, int index) {
    long at = field.at + (long) index * sizeOf(field.type);
    return switch (field.type) {
      case SHORT -> view.u16(at);
      case LONG, 13 -> view.u32(at);
      case LONG8, 18 -> view.i64(at);
      case 1, 7 -> view.u8(at);
      default -> throw PhotoErrors.header("a field of an unexpected type");
    };
  }

  /** {@return the text of a field, empty if it is absent} */
  String text(int tag) {
    Field field = fields.get(tag);
    return field == null || field.count > 256 || field.count < 0
        ? ""
        : view.ascii(field.at, (int) field.count).replace("\0", "").trim();
  }

  /** {@return where the first value of a field lies, -1 if it is absent} */
  long place(int tag) {
    return has(tag) ? fields.get(tag).at : -1;
  }
}
