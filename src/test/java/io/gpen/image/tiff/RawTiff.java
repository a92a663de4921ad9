package io.gpen.image.tiff;

import io.gpen.image.metadata.TiffField;
import io.gpen.image.metadata.TiffStructure;
import io.gpen.image.metadata.TiffTags;
import io.gpen.image.metadata.TiffTree;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A TIFF file in the making: any fields, any number of pages with the same data. */
public final class RawTiff {

  /** The fields of each page. */
  final Map<Integer, TiffField> fields = new TreeMap<>();

  private final ByteOrder order;

  /** Begins a picture that is not compressed. */
  public RawTiff(ByteOrder order, int width, int height, int bits, int samples, int photometric) {
    this.order = order;
    long[] depths = new long[samples];
    Arrays.fill(depths, bits);
    set(TiffTags.IMAGE_WIDTH, width).set(TiffTags.IMAGE_LENGTH, height);
    set(TiffTags.BITS_PER_SAMPLE, depths).set(TiffTags.SAMPLES_PER_PIXEL, samples);
    set(TiffTags.PHOTOMETRIC, photometric);
    set(TiffTags.COMPRESSION, TiffTags.COMPRESSION_NONE).set(TiffTags.ROWS_PER_STRIP, height);
  }

  /** Sets an integer field. */
  public RawTiff set(int tag, long... values) {
    boolean isShort = tag == TiffTags.BITS_PER_SAMPLE || tag == TiffTags.COLOR_MAP;
    int type = isShort ? TiffField.SHORT : TiffField.LONG;
    return set(TiffField.numbers(tag, type, order, values));
  }

  /** Sets a field. */
  RawTiff set(TiffField field) {
    fields.put(field.tag(), field);
    return this;
  }

  /** Makes the strips tiles. */
  RawTiff tiled(int width, int height) {
    fields.remove(TiffTags.ROWS_PER_STRIP);
    return set(TiffTags.TILE_WIDTH, width).set(TiffTags.TILE_LENGTH, height);
  }

  /** {@return the file with these strips (or tiles, if there is a tile width)} */
  public byte[] file(byte[]... strips) {
    return file(1, strips);
  }

  /** {@return the file with these strips or tiles on each page} */
  byte[] file(int pages, byte[]... strips) {
    boolean tiled = fields.containsKey(TiffTags.TILE_WIDTH);
    long[] offsets = new long[strips.length];
    int at = TiffStructure.HEADER;
    for (int i = 0; i < strips.length; i++) {
      offsets[i] = at;
      at += strips[i].length + (strips[i].length & 1);
    }
    set(tiled ? TiffTags.TILE_OFFSETS : TiffTags.STRIP_OFFSETS, offsets);
    set(
        tiled ? TiffTags.TILE_BYTE_COUNTS : TiffTags.STRIP_BYTE_COUNTS,
        Arrays.stream(strips).mapToLong(s -> s.length).toArray());
    return withDirectories(pages, strips);
  }

  /** {@return the file with the fields as they are, whatever they say about the strips} */
  byte[] withDirectories(int pages, byte[]... strips) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(TiffTree.header(order, 0));
    for (byte[] strip : strips) {
      out.writeBytes(strip);
      out.writeBytes(new byte[strip.length & 1]);
    }
    int[] at = new int[pages + 1];
    for (int page = 0; page < pages; page++) {
      at[page] = out.size();
      out.writeBytes(TiffTree.directory(List.copyOf(fields.values()), order, out.size()));
    }
    ByteBuffer file = ByteBuffer.wrap(out.toByteArray()).order(order).putInt(4, at[0]);
    for (int page = 0; page < pages; page++) {
      file.putInt(link(at[page]), at[page + 1]);
    }
    return file.array();
  }

  /** {@return where the directory at an offset states the offset of the next one} */
  int link(int directory) {
    return directory + 2 + TiffStructure.ENTRY * fields.size();
  }
}
