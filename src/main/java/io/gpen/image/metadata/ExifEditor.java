package io.gpen.image.metadata;

import io.gpen.image.metadata.TiffStructure.Directory;
import io.gpen.image.metadata.TiffStructure.Entry;
import io.gpen.image.metadata.TiffStructure.Range;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Changes one EXIF block, whose bytes it owns, without moving anything in it. */
final class ExifEditor {

  private final TiffStructure structure;
  private final ByteBuffer bytes;
  private final Directory main;

  ExifEditor(TiffStructure structure) {
    this.structure = structure;
    this.bytes = structure.bytes();
    this.main = structure.first().orElseThrow();
  }

  /** Fields in the byte order of the block. */
  interface Fields {
    List<TiffField> in(ByteOrder order);
  }

  void resetOrientation() {
    TiffField upright =
        TiffField.numbers(TiffTags.ORIENTATION, TiffField.SHORT, structure.order(), 1);
    for (Entry entry : main.entries()) {
      if (entry.tag() == TiffTags.ORIENTATION) {
        bytes.put(entry.position(), row(upright, 0));
      }
    }
  }

  /** Exchanges width and height, each with its type, which may be short or long. */
  void turnSizes() {
    exchange(main, TiffTags.IMAGE_WIDTH, TiffTags.IMAGE_LENGTH);
    main.sub(TiffTags.EXIF_DIRECTORY)
        .ifPresent(d -> exchange(d, TiffTags.PIXEL_X_DIMENSION, TiffTags.PIXEL_Y_DIMENSION));
  }

  /** {@return the block with widths and heights multiplied; those of two bytes become longer} */
  byte[] multiplySizes(int factor) {
    multiply(main, TiffTags.IMAGE_WIDTH, factor);
    multiply(main, TiffTags.IMAGE_LENGTH, factor);
    main.sub(TiffTags.EXIF_DIRECTORY)
        .ifPresent(
            exif -> {
              multiply(exif, TiffTags.PIXEL_X_DIMENSION, factor);
              multiply(exif, TiffTags.PIXEL_Y_DIMENSION, factor);
            });
    return bytes.array();
  }

  private void multiply(Directory directory, int tag, int factor) {
    long size = directory.field(tag).map(TiffField::integer).orElse(-1L);
    if (size >= 0) {
      TiffField multiplied =
          TiffField.numbers(tag, TiffField.LONG, structure.order(), factor * size);
      bytes.put(directory.entry(tag).orElseThrow().position(), row(multiplied, 0));
    }
  }

  private void exchange(Directory directory, int widthTag, int heightTag) {
    Optional<TiffField> width = directory.field(widthTag).filter(f -> f.integer() >= 0);
    Optional<TiffField> height = directory.field(heightTag).filter(f -> f.integer() >= 0);
    if (width.isPresent() && height.isPresent()) {
      int first = directory.entry(widthTag).orElseThrow().position() + 2;
      int second = directory.entry(heightTag).orElseThrow().position() + 2;
      byte[] kept = Arrays.copyOfRange(bytes.array(), first, first + 10);
      bytes.put(first, bytes.array(), second, 10);
      bytes.put(second, kept);
    }
  }

  /** {@return the block without its second directory, the bytes of the thumbnail included} */
  byte[] withoutThumbnail() {
    Optional<Directory> second = structure.directory(main.link());
    main.linkPosition().ifPresent(at -> bytes.putInt(at, 0));
    if (second.isEmpty()) {
      return bytes.array();
    }
    List<Range> live = new ArrayList<>();
    live.add(new Range(0, TiffStructure.HEADER));
    Optional<Directory> exif = main.sub(TiffTags.EXIF_DIRECTORY);
    addRanges(main, live);
    exif.ifPresent(d -> addRanges(d, live));
    exif.flatMap(d -> d.sub(TiffTags.INTEROP_DIRECTORY)).ifPresent(d -> addRanges(d, live));
    main.sub(TiffTags.GPS_DIRECTORY).ifPresent(d -> addRanges(d, live));
    List<Range> dead = new ArrayList<>();
    thumbnail(second.get()).ifPresent(dead::add);
    addRanges(second.get(), dead);
    TreeMap<Integer, Integer> used = joined(live);
    dead.removeIf(range -> meets(used, range));
    joined(dead).forEach((start, end) -> Arrays.fill(bytes.array(), start, end, (byte) 0));
    return withoutTail(used.lastEntry().getValue());
  }

  /**
   * {@return ranges that do not overlap, as ends by their starts; a hostile block has many that do}
   */
  private static TreeMap<Integer, Integer> joined(List<Range> ranges) {
    TreeMap<Integer, Integer> joined = new TreeMap<>();
    for (Range range : ranges.stream().sorted(Comparator.comparingInt(Range::start)).toList()) {
      Map.Entry<Integer, Integer> last = joined.lastEntry();
      if (last == null || last.getValue() < range.start()) {
        joined.put(range.start(), range.end());
      } else {
        joined.put(last.getKey(), Math.max(last.getValue(), range.end()));
      }
    }
    return joined;
  }

  private static boolean meets(TreeMap<Integer, Integer> joined, Range range) {
    Map.Entry<Integer, Integer> before = joined.lowerEntry(range.end());
    return before != null && before.getValue() > range.start();
  }

  private byte[] withoutTail(int atLeast) {
    byte[] block = bytes.array();
    int end = block.length;
    while (end > atLeast && block[end - 1] == 0) {
      end--;
    }
    return end == block.length ? block : Arrays.copyOf(block, end);
  }

  private Optional<Range> thumbnail(Directory directory) {
    long start = directory.field(TiffTags.THUMBNAIL_OFFSET).map(TiffField::integer).orElse(-1L);
    long length = directory.field(TiffTags.THUMBNAIL_LENGTH).map(TiffField::integer).orElse(-1L);
    if (start < 0) {
      start = directory.field(TiffTags.STRIP_OFFSETS).map(TiffField::integer).orElse(-1L);
      length = directory.field(TiffTags.STRIP_BYTE_COUNTS).map(TiffField::integer).orElse(-1L);
    }
    boolean sound = start >= 0 && length >= 0 && start + length <= bytes.capacity();
    return sound ? Optional.of(new Range((int) start, (int) (start + length))) : Optional.empty();
  }

  private static void addRanges(Directory directory, List<Range> ranges) {
    ranges.add(directory.range());
    directory.entries().forEach(e -> e.range().ifPresent(ranges::add));
  }

  /**
   * {@return the block with these fields in its first directory, instead of those of their tags}
   */
  byte[] with(Fields wanted) {
    List<TiffField> fields = wanted.in(structure.order()).stream().filter(f -> !stands(f)).toList();
    if (fields.isEmpty()) {
      return bytes.array();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(bytes.array());
    List<byte[]> rows = new ArrayList<>();
    main.entries().forEach(e -> rows.add(row(e)));
    for (TiffField field : fields) {
      pad(out);
      put(rows, row(field, out.size()));
      if (field.value().length > 4) {
        out.writeBytes(field.value());
      }
    }
    boolean fits = rows.size() == main.entries().size();
    return fits ? inPlace(out.toByteArray(), rows) : appended(out, rows);
  }

  private boolean stands(TiffField field) {
    Optional<TiffField> present = main.field(field.tag());
    return present.isPresent()
        && present.get().type() == field.type()
        && Arrays.equals(present.get().value(), field.value());
  }

  private byte[] inPlace(byte[] block, List<byte[]> rows) {
    ByteBuffer table = ByteBuffer.wrap(block).position(main.position() + 2);
    rows.forEach(table::put);
    return block;
  }

  private byte[] appended(ByteArrayOutputStream out, List<byte[]> rows) {
    pad(out);
    int at = out.size();
    ByteBuffer table = ByteBuffer.allocate(2 + rows.size() * TiffStructure.ENTRY + 4);
    table.order(structure.order()).putShort((short) rows.size());
    rows.forEach(table::put);
    out.writeBytes(table.putInt((int) main.link()).array());
    byte[] block = out.toByteArray();
    ByteBuffer.wrap(block).order(structure.order()).putInt(4, at);
    return block;
  }

  private byte[] row(Entry entry) {
    int at = entry.position();
    return Arrays.copyOfRange(bytes.array(), at, at + TiffStructure.ENTRY);
  }

  private byte[] row(TiffField field, int valueAt) {
    ByteBuffer row = ByteBuffer.allocate(TiffStructure.ENTRY).order(structure.order());
    row.putShort((short) field.tag()).putShort((short) field.type()).putInt(field.count());
    return (field.value().length <= 4 ? row.put(field.value()) : row.putInt(valueAt)).array();
  }

  /** Replaces the row of the same tag, or inserts before the first row of a higher one. */
  private void put(List<byte[]> rows, byte[] row) {
    int index = 0;
    while (index < rows.size() && tag(rows.get(index)) < tag(row)) {
      index++;
    }
    if (main.entry(tag(row)).isPresent()) {
      rows.replaceAll(r -> tag(r) == tag(row) ? row : r);
    } else {
      rows.add(index, row);
    }
  }

  private int tag(byte[] row) {
    return ByteBuffer.wrap(row).order(structure.order()).getShort() & 0xFFFF;
  }

  private static void pad(ByteArrayOutputStream out) {
    if (out.size() % 2 == 1) {
      out.write(0);
    }
  }
}
