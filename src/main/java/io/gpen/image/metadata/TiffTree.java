package io.gpen.image.metadata;

import io.gpen.image.metadata.TiffStructure.Directory;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * What an EXIF block says, free of offsets.
 *
 * @param main fields of the first directory, without pointers to the others
 * @param exif fields of the EXIF directory, without the pointer to the next one
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
    return main.isEmpty() && exif.isEmpty() && gps.isEmpty() && interop.isEmpty();
  }

  /** {@return the largest field of all} */
  Optional<TiffField> largest() {
    List<TiffField> all = new ArrayList<>(main);
    all.addAll(exif);
    all.addAll(gps);
    all.addAll(interop);
    return all.stream().max(Comparator.comparingInt(f -> f.value().length));
  }

  /** {@return the same without one of its fields} */
  TiffTree without(TiffField field) {
    return new TiffTree(
        without(main, field), without(exif, field), without(gps, field), without(interop, field));
  }

  /** {@return an EXIF block that says this} */
  public byte[] toBlock(ByteOrder order) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header(order, TiffStructure.HEADER));
    // The first directory comes first; its pointers are known once its own length is.
    List<TiffField> first = new ArrayList<>(main);
    List<TiffField> second = new ArrayList<>(exif);
    if (!interop.isEmpty()) {
      second.add(pointer(TiffTags.INTEROP_DIRECTORY, order, 0));
    }
    if (!second.isEmpty()) {
      first.add(pointer(TiffTags.EXIF_DIRECTORY, order, 0));
    }
    if (!gps.isEmpty()) {
      first.add(pointer(TiffTags.GPS_DIRECTORY, order, 0));
    }
    int exifAt = TiffStructure.HEADER + directory(first, order, 0).length;
    int interopAt = exifAt + (second.isEmpty() ? 0 : directory(second, order, 0).length);
    int gpsAt = interopAt + (interop.isEmpty() ? 0 : directory(interop, order, 0).length);
    first.replaceAll(
        f ->
            f.tag() == TiffTags.EXIF_DIRECTORY
                ? pointer(f.tag(), order, exifAt)
                : f.tag() == TiffTags.GPS_DIRECTORY ? pointer(f.tag(), order, gpsAt) : f);
    second.replaceAll(
        f -> f.tag() == TiffTags.INTEROP_DIRECTORY ? pointer(f.tag(), order, interopAt) : f);
    out.writeBytes(directory(first, order, TiffStructure.HEADER));
    if (!second.isEmpty()) {
      out.writeBytes(directory(second, order, exifAt));
    }
    if (!interop.isEmpty()) {
      out.writeBytes(directory(interop, order, interopAt));
    }
    if (!gps.isEmpty()) {
      out.writeBytes(directory(gps, order, gpsAt));
    }
    return out.toByteArray();
  }

  /** {@return the eight bytes that a TIFF file begins with} */
  public static byte[] header(ByteOrder order, int firstDirectory) {
    byte letter = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
    ByteBuffer header = ByteBuffer.allocate(TiffStructure.HEADER).order(order);
    return header.put(letter).put(letter).putShort((short) 42).putInt(firstDirectory).array();
  }

  /**
   * {@return a directory with its values behind it, an even number of bytes}
   *
   * @param fields in any order
   * @param at the offset at which the directory will stand
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

  private static TiffField pointer(int tag, ByteOrder order, int offset) {
    return TiffField.numbers(tag, TiffField.LONG, order, offset);
  }

  private static List<TiffField> without(List<TiffField> fields, TiffField unwanted) {
    return fields.stream().filter(f -> f != unwanted).toList();
  }
}
