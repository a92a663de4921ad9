package io.gpen.image.metadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The directories of a TIFF file, a BigTIFF file or an EXIF block, read in place. Whatever is out
 * of bounds is empty.
 */
public final class TiffStructure {

  /** Bytes of the header of a classic TIFF. */
  public static final int HEADER = 8;

  /** Bytes of an entry in a directory of a classic TIFF. */
  public static final int ENTRY = 12;

  private static final short CLASSIC = 42;
  private static final short BIG = 43;

  /** No genuine directory has more; bounds the work that a hostile one makes. */
  private static final int MAX_ENTRIES = 4096;

  /** Bytes of a text that is used in a message. */
  private static final int MAX_TEXT = 256;

  private final ByteBuffer bytes;
  private final boolean big;

  private TiffStructure(ByteBuffer bytes) {
    this.bytes = bytes;
    this.big = bytes.getShort(2) == BIG;
  }

  /** {@return the structure of an EXIF block or a classic TIFF file, told by the header} */
  public static Optional<TiffStructure> of(byte[] block) {
    return ofFile(block).filter(structure -> !structure.big);
  }

  /** {@return the structure of a classic TIFF or BigTIFF file, told by the header} */
  public static Optional<TiffStructure> ofFile(byte[] file) {
    if (file.length < HEADER || file[0] != file[1] || file[0] != 'I' && file[0] != 'M') {
      return Optional.empty();
    }
    ByteOrder order = file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    ByteBuffer bytes = ByteBuffer.wrap(file).order(order);
    short version = bytes.getShort(2);
    boolean known = version == CLASSIC || version == BIG && file.length >= 2 * HEADER;
    return known ? Optional.of(new TiffStructure(bytes)) : Optional.empty();
  }

  /** {@return the byte order} */
  public ByteOrder order() {
    return bytes.order();
  }

  /** {@return the buffer over the whole structure, for changes in place} */
  public ByteBuffer bytes() {
    return bytes;
  }

  /** {@return the offset of the first directory; 0 if there is none} */
  public long firstOffset() {
    return big ? bytes.getLong(8) : unsigned(4);
  }

  /** {@return the first directory} */
  public Optional<Directory> first() {
    return directory(firstOffset());
  }

  /** {@return the directory at an offset, if its whole table is there} */
  public Optional<Directory> directory(long offset) {
    int counter = big ? 8 : 2;
    int entry = big ? 20 : ENTRY;
    if (offset < HEADER || offset > bytes.capacity() - counter) {
      return Optional.empty();
    }
    int position = (int) offset;
    long count = big ? bytes.getLong(position) : bytes.getShort(position) & 0xFFFF;
    boolean bounded = count >= 0 && count <= MAX_ENTRIES;
    if (!bounded || position + counter + count * entry > bytes.capacity()) {
      return Optional.empty();
    }
    List<Entry> entries = new ArrayList<>((int) count);
    for (int i = 0; i < count; i++) {
      entries.add(new Entry(position + counter + i * entry));
    }
    return Optional.of(new Directory(position, entries, position + counter + (int) count * entry));
  }

  private long unsigned(int position) {
    return bytes.getInt(position) & 0xFFFFFFFFL;
  }

  /** A table of fields. */
  public final class Directory {
    private final int position;
    private final List<Entry> entries;
    private final int end;

    private Directory(int position, List<Entry> entries, int end) {
      this.position = position;
      this.entries = entries;
      this.end = end;
    }

    /** {@return the offset of the table} */
    public int position() {
      return position;
    }

    /** {@return all rows of the table} */
    public List<Entry> entries() {
      return entries;
    }

    /** {@return the first row with a tag} */
    public Optional<Entry> entry(int tag) {
      for (Entry entry : entries) {
        if (entry.tag() == tag) {
          return Optional.of(entry);
        }
      }
      return Optional.empty();
    }

    /** {@return the first field with a tag, if it is within bounds} */
    public Optional<TiffField> field(int tag) {
      return entry(tag).flatMap(Entry::field);
    }

    /** {@return the first value of an integer field; another number if there is none} */
    public long number(int tag, long absent) {
      Optional<TiffField> first = entry(tag).flatMap(entry -> entry.field(1));
      return first.map(TiffField::integer).filter(value -> value >= 0).orElse(absent);
    }

    /** {@return all values of an integer field; none if there is no such field} */
    public long[] numbers(int tag) {
      return field(tag).map(TiffField::integers).orElse(new long[0]);
    }

    /** {@return the beginning of the text of a field; empty if there is none} */
    public String text(int tag) {
      return entry(tag)
          .flatMap(entry -> entry.field(MAX_TEXT))
          .map(f -> new String(f.value(), StandardCharsets.ISO_8859_1).replace("\0", "").trim())
          .orElse("");
    }

    /**
     * {@return the fields that are within bounds, each tag once, in the types of a classic TIFF; in
     * total no more bytes than the structure has, should they overlap}
     *
     * @param wanted which tags
     */
    public List<TiffField> fields(IntPredicate wanted) {
      Map<Integer, TiffField> fields = new LinkedHashMap<>();
      long room = bytes.capacity();
      for (Entry entry : entries) {
        long length = entry.range().map(r -> r.end() - r.start()).orElse(0);
        boolean isNew = wanted.test(entry.tag()) && !fields.containsKey(entry.tag());
        if (isNew && length <= room) {
          entry.field().map(TiffField::classic).ifPresent(f -> fields.put(f.tag(), f));
          room -= length;
        }
      }
      return List.copyOf(fields.values());
    }

    /** {@return the directory that a field points to} */
    public Optional<Directory> sub(int tag) {
      return field(tag).flatMap(f -> directory(f.integer()));
    }

    /** {@return the position of the offset of the next directory; empty if the bytes end before} */
    public Optional<Integer> linkPosition() {
      return end + (big ? 8 : 4) <= bytes.capacity() ? Optional.of(end) : Optional.empty();
    }

    /** {@return the offset of the next directory; 0 if there is none} */
    public long link() {
      return linkPosition().map(p -> big ? bytes.getLong(p) : unsigned(p)).orElse(0L);
    }

    /** {@return the bytes of the table, the link included} */
    public Range range() {
      return new Range(position, linkPosition().map(p -> p + (big ? 8 : 4)).orElse(end));
    }
  }

  /** One row of a table. */
  public final class Entry {
    private final int position;

    private Entry(int position) {
      this.position = position;
    }

    /** {@return the offset of the row} */
    public int position() {
      return position;
    }

    /** {@return the tag} */
    public int tag() {
      return bytes.getShort(position) & 0xFFFF;
    }

    /** {@return the bytes of the values, if their type is known and they are within bounds} */
    public Optional<Range> range() {
      int size = TiffField.size(type());
      long count = big ? bytes.getLong(position + 4) : unsigned(position + 4);
      if (size == 0 || count < 0 || count > bytes.capacity() / size) {
        return Optional.empty();
      }
      long length = count * size;
      int value = position + (big ? 12 : 8);
      long start = value;
      if (length > (big ? 8 : 4)) {
        start = big ? bytes.getLong(value) : unsigned(value);
      }
      boolean sound = start >= 0 && start <= bytes.capacity() - length;
      return sound ? Optional.of(new Range((int) start, (int) (start + length))) : Optional.empty();
    }

    /** {@return the field, if its type is known and it is within bounds} */
    public Optional<TiffField> field() {
      return field(Integer.MAX_VALUE);
    }

    /** Copies the first values only, since a hostile file has thousands of vast fields. */
    private Optional<TiffField> field(int values) {
      long limit = (long) values * TiffField.size(type());
      return range()
          .map(
              r ->
                  Arrays.copyOfRange(
                      bytes.array(), r.start(), (int) Math.min(r.end(), r.start() + limit)))
          .map(value -> new TiffField(tag(), type(), value, order()));
    }

    /** {@return the number of values; 0 if they are out of bounds} */
    public int count() {
      return range().map(r -> (r.end() - r.start()) / TiffField.size(type())).orElse(0);
    }

    private int type() {
      return bytes.getShort(position + 2) & 0xFFFF;
    }
  }

  /**
   * Bytes of the structure.
   *
   * @param start the first byte
   * @param end the byte after the last one
   */
  public record Range(int start, int end) {}
}
