package io.gpen.image.metadata;

import io.gpen.image.metadata.TiffStructure.Directory;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * The fields of an EXIF block without their offsets.
 *
 * @param main fields of the first directory, without pointers to the others
 * @param exif fields of the EXIF directory, without the pointer to the interoperability directory
 * @param gps fields of the GPS directory
 * @param interop fields of the interoperability directory
 */
public record TiffTree(
    List<TiffField> main, List<TiffField> exif, List<TiffField> gps, List<TiffField> interop) {

  /** {@return the fields of a structure that are within bounds} */
  public static Optional<TiffTree> of(TiffStructure structure) {
    return structure.first().map(main -> of(main, tag -> true));
  }

  /**
   * {@return the fields of a directory and of those it points to that are within bounds}
   *
   * @param wanted which tags of the directory itself
   */
  public static TiffTree of(Directory main, IntPredicate wanted) {
    Optional<Directory> exif = main.sub(TiffTags.EXIF_DIRECTORY);
    IntPredicate pointer = tag -> tag == TiffTags.EXIF_DIRECTORY || tag == TiffTags.GPS_DIRECTORY;
    return new TiffTree(
        main.fields(wanted.and(pointer.negate())),
        fields(exif, tag -> tag != TiffTags.INTEROP_DIRECTORY),
        fields(main.sub(TiffTags.GPS_DIRECTORY), tag -> true),
        fields(exif.flatMap(d -> d.sub(TiffTags.INTEROP_DIRECTORY)), tag -> true));
  }

  private static List<TiffField> fields(Optional<Directory> directory, IntPredicate wanted) {
    return directory.map(d -> d.fields(wanted)).orElse(List.of());
  }

  /** {@return whether there is no field at all} */
  public boolean isEmpty() {
    return all().findAny().isEmpty();
  }

  private Stream<TiffField> all() {
    return Stream.of(main, exif, gps, interop).flatMap(List::stream);
  }

  /**
   * {@return as few of the largest fields as have to be left out for a block to keep a limit}
   *
   * @param size of the block with all fields
   * @param limit of the block without them
   */
  public Set<TiffField> excess(int size, int limit) {
    Set<TiffField> excess = new LinkedHashSet<>();
    int left = size;
    for (TiffField field : all().sorted(Comparator.comparingInt(f -> -f.value().length)).toList()) {
      if (left <= limit) {
        break;
      }
      excess.add(field);
      left -= TiffStructure.ENTRY + outside(field);
    }
    return excess;
  }

  /** {@return the same without some of its fields} */
  public TiffTree without(Set<TiffField> fields) {
    return new TiffTree(
        without(main, fields),
        without(exif, fields),
        without(gps, fields),
        without(interop, fields));
  }

  private static List<TiffField> without(List<TiffField> fields, Set<TiffField> unwanted) {
    return fields.stream().filter(f -> !unwanted.contains(f)).toList();
  }

  /** {@return an EXIF block with these fields} */
  public byte[] toBlock(ByteOrder order) {
    // A directory has the same size wherever its pointers lead, so that a draft gives the offsets.
    byte[] first = first(order, 0, 0);
    byte[] second = second(order, 0, 0);
    int exifAt = TiffStructure.HEADER + first.length;
    int interopAt = exifAt + second.length;
    byte[] third = interop.isEmpty() ? new byte[0] : directory(interop, order, interopAt);
    int gpsAt = interopAt + third.length;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header(order, TiffStructure.HEADER));
    out.writeBytes(first(order, exifAt, gpsAt));
    out.writeBytes(second(order, exifAt, interopAt));
    out.writeBytes(third);
    if (!gps.isEmpty()) {
      out.writeBytes(directory(gps, order, gpsAt));
    }
    return out.toByteArray();
  }

  private byte[] first(ByteOrder order, int exifAt, int gpsAt) {
    List<TiffField> fields = new ArrayList<>(main);
    if (!exif.isEmpty() || !interop.isEmpty()) {
      fields.add(pointer(TiffTags.EXIF_DIRECTORY, order, exifAt));
    }
    if (!gps.isEmpty()) {
      fields.add(pointer(TiffTags.GPS_DIRECTORY, order, gpsAt));
    }
    return directory(fields, order, TiffStructure.HEADER);
  }

  private byte[] second(ByteOrder order, int at, int interopAt) {
    List<TiffField> fields = new ArrayList<>(exif);
    if (!interop.isEmpty()) {
      fields.add(pointer(TiffTags.INTEROP_DIRECTORY, order, interopAt));
    }
    return fields.isEmpty() ? new byte[0] : directory(fields, order, at);
  }

  private static TiffField pointer(int tag, ByteOrder order, int offset) {
    return TiffField.numbers(tag, TiffField.LONG, order, offset);
  }

  /** {@return the header of a classic TIFF} */
  public static byte[] header(ByteOrder order, int firstDirectory) {
    byte letter = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
    ByteBuffer header = ByteBuffer.allocate(TiffStructure.HEADER).order(order);
    return header.put(letter).put(letter).putShort((short) 42).putInt(firstDirectory).array();
  }

  /**
   * {@return a directory followed by its values, an even number of bytes}
   *
   * @param fields in any order
   * @param at the offset of the directory in the file
   */
  public static byte[] directory(List<TiffField> fields, ByteOrder order, int at) {
    List<TiffField> sorted = new ArrayList<>(fields);
    sorted.sort(Comparator.comparingInt(TiffField::tag));
    int table = 2 + sorted.size() * TiffStructure.ENTRY + 4;
    int size = table + sorted.stream().mapToInt(TiffTree::outside).sum();
    ByteBuffer out = ByteBuffer.allocate(size).order(order);
    out.putShort((short) sorted.size());
    int next = table;
    for (TiffField field : sorted) {
      TiffField ordered = field.inOrder(order);
      int row = out.position();
      out.putShort((short) field.tag()).putShort((short) field.type()).putInt(field.count());
      if (outside(field) == 0) {
        out.put(ordered.value());
      } else {
        out.putInt(at + next);
        out.put(next, ordered.value());
        next += outside(field);
      }
      out.position(row + TiffStructure.ENTRY);
    }
    return out.array();
  }

  private static int outside(TiffField field) {
    int length = field.value().length;
    return length <= 4 ? 0 : length + (length & 1);
  }
}
