package io.gpen.image.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** A TIFF file in the making: any fields, any number of pages. All values are 32 bits wide. */
public final class RawTiff {

  private static final int LONG = 4;
  private static final int SHORT = 3;

  final Map<Integer, int[]> fields = new TreeMap<>();
  private final ByteOrder order;

  public RawTiff(ByteOrder order, int width, int height, int bits, int samples, int photometric) {
    this.order = order;
    set(TiffLayout.IMAGE_WIDTH, width).set(TiffLayout.IMAGE_LENGTH, height);
    int[] depths = new int[samples];
    java.util.Arrays.fill(depths, bits);
    set(TiffLayout.BITS_PER_SAMPLE, depths).set(TiffLayout.SAMPLES_PER_PIXEL, samples);
    set(TiffLayout.PHOTOMETRIC, photometric).set(TiffLayout.COMPRESSION, TiffLayout.NONE);
    set(TiffLayout.ROWS_PER_STRIP, height);
  }

  public RawTiff set(int tag, int... values) {
    fields.put(tag, values);
    return this;
  }

  /** {@return the file with these strips (or tiles, if there is a tile width)} */
  public byte[] file(byte[]... strips) {
    return file(1, strips);
  }

  public byte[] file(int pages, byte[]... strips) {
    boolean tiled = fields.containsKey(TiffLayout.TILE_WIDTH);
    int[] offsets = new int[strips.length];
    int[] sizes = new int[strips.length];
    int at = 8;
    for (int i = 0; i < strips.length; i++) {
      offsets[i] = at;
      sizes[i] = strips[i].length;
      at += sizes[i] + (sizes[i] & 1);
    }
    set(tiled ? TiffLayout.TILE_OFFSETS : TiffLayout.STRIP_OFFSETS, offsets);
    set(tiled ? TiffLayout.TILE_BYTE_COUNTS : TiffLayout.STRIP_BYTE_COUNTS, sizes);
    int directory = 2 + 12 * fields.size() + 4;
    int outside = fields.values().stream().mapToInt(v -> 4 * v.length).sum();
    ByteBuffer file = ByteBuffer.allocate(at + pages * (directory + outside)).order(order);
    file.put(order == ByteOrder.BIG_ENDIAN ? new byte[] {'M', 'M'} : new byte[] {'I', 'I'});
    file.putShort((short) 42).putInt(at);
    for (int i = 0; i < strips.length; i++) {
      file.put(offsets[i], strips[i]);
    }
    for (int page = 0; page < pages; page++) {
      file.position(at);
      at += directory + outside;
      putDirectory(file, page + 1 < pages ? at : 0);
    }
    return file.array();
  }

  private void putDirectory(ByteBuffer file, int next) {
    int outside = file.position() + 2 + 12 * fields.size() + 4;
    file.putShort((short) fields.size());
    for (Map.Entry<Integer, int[]> field : fields.entrySet()) {
      int[] values = field.getValue();
      boolean wide =
          values.length > 1
              || field.getKey() >= TiffLayout.STRIP_OFFSETS
                  && field.getKey() != TiffLayout.ORIENTATION
                  && field.getKey() != TiffLayout.EXTRA_SAMPLES;
      boolean shorts =
          !wide
              || field.getKey() == TiffLayout.BITS_PER_SAMPLE
              || field.getKey() == TiffLayout.COLOR_MAP;
      file.putShort((short) (int) field.getKey()).putShort((short) (shorts ? SHORT : LONG));
      file.putInt(values.length);
      int following = file.position() + 4;
      if (values.length * (shorts ? 2 : 4) > 4) {
        file.putInt(outside);
        file.position(outside);
        outside += 4 * values.length;
      }
      for (int value : values) {
        if (shorts) {
          file.putShort((short) value);
        } else {
          file.putInt(value);
        }
      }
      file.position(following);
    }
    file.putInt(next);
  }
}
