package io.gpen.image.metadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Directories of a TIFF file or EXIF block, read where they stand; whatever is out of bounds is
 * empty.
 */
public final class TiffStructure {

  public static final int HEADER = 8;
  public static final int ENTRY = 12;

  /** No honest directory has more; keeps the work on a hostile one short. */
  private static final int MAX_ENTRIES = 4096;

  private final ByteBuffer bytes;

  private TiffStructure(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** {@return the structure, if the bytes begin with the header of a classic TIFF} */
  public static Optional<TiffStructure> of(byte[] block) {
    if (block.length < HEADER || block[0] != block[1] || block[0] != 'I' && block[0] != 'M') {
      return Optional.empty();
    }
    ByteOrder order = block[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    ByteBuffer bytes = ByteBuffer.wrap(block).order(order);
    return bytes.getShort(2) == 42 ? Optional.of(new TiffStructure(bytes)) : Optional.empty();
  }

  /** {@return the byte order of the file} */
  public ByteOrder order() {
    return bytes.order();
  }

  /** {@return the buffer over the whole structure, for changes in place} */
  ByteBuffer bytes() {
    return bytes;
  }

  /** {@return the directory that the header names} */
  public Optional<Directory> first() {
    return directory(unsigned(4));
  }

  /** {@return the directory at an offset, if its whole table is there} */
  public Optional<Directory> directory(long offset) {
    if (offset < HEADER || offset + 2 > bytes.capacity()) {
      return Optional.empty();
    }
    int position = (int) offset;
    int count = bytes.getShort(position) & 0xFFFF;
    if (count > MAX_ENTRIES || position + 2L + (long) count * ENTRY > bytes.capacity()) {
      return Optional.empty();
    }
    List<Entry> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      entries.add(new Entry(position + 2 + i * ENTRY));
    }
    return Optional.of(new Directory(position, entries));
  }

  private long unsigned(int position) {
    return bytes.getInt(position) & 0xFFFFFFFFL;
  }

  /** A table of fields. */
  public final class Directory {
    private final int position;
    private final List<Entry> entries;

    private Directory(int position, List<Entry> entries) {
      this.position = position;
      this.entries = entries;
    }

    int position() {
      return position;
    }

    /** {@return the entries of the directory in the file's order} */
    public List<Entry> entries() {
      return entries;
    }

    /** {@return the first entry of a tag} */
    public Optional<Entry> entry(int tag) {
      return entries.stream().filter(e -> e.tag() == tag).findFirst();
    }

    /** {@return the values of a tag, if they lie within the file} */
    public Optional<TiffField> field(int tag) {
      return entry(tag).flatMap(Entry::field);
    }

    /**
     * {@return the fields that are within bounds, each tag once; no more than the structure has
     * bytes, should they overlap}
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
          entry.field().ifPresent(field -> fields.put(field.tag(), field));
          room -= length;
        }
      }
      return List.copyOf(fields.values());
    }

    /** {@return the directory that a field points to} */
    public Optional<Directory> sub(int tag) {
      return field(tag).flatMap(f -> directory(f.integer()));
    }

    /** {@return where the offset of the next directory stands, if there is room for one} */
    public Optional<Integer> linkPosition() {
      int end = position + 2 + entries.size() * ENTRY;
      return end + 4 <= bytes.capacity() ? Optional.of(end) : Optional.empty();
    }

    /** {@return the offset of the next directory; 0 if there is none} */
    public long link() {
      return linkPosition().map(TiffStructure.this::unsigned).orElse(0L);
    }

    Range range() {
      return new Range(position, linkPosition().map(p -> p + 4).orElse(bytes.capacity()));
    }
  }

  /** One row of a table. */
  public final class Entry {
    private final int position;

    private Entry(int position) {
      this.position = position;
    }

    /** {@return where the entry lies in the file} */
    public int position() {
      return position;
    }

    /** {@return the tag} */
    public int tag() {
      return bytes.getShort(position) & 0xFFFF;
    }

    /** {@return where the values stand, if their type is known and they are within bounds} */
    public Optional<Range> range() {
      int size = TiffField.size(type());
      long length = unsigned(position + 4) * size;
      long start = length <= 4 ? position + 8 : unsigned(position + 8);
      boolean sound = size > 0 && start + length <= bytes.capacity();
      return sound ? Optional.of(new Range((int) start, (int) (start + length))) : Optional.empty();
    }

    Optional<TiffField> field() {
      return range()
          .map(r -> Arrays.copyOfRange(bytes.array(), r.start(), r.end()))
          .map(value -> new TiffField(tag(), type(), value, order()));
    }

    private int type() {
      return bytes.getShort(position + 2) & 0xFFFF;
    }
  }

  /** Bytes from the start up to, not including, the end. */
  record Range(int start, int end) {

    boolean meets(Range other) {
      return start < other.end && other.start < end;
    }
  }
}
