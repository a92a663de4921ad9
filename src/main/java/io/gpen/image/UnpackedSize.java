package io.gpen.image;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** To how many bytes packed data unpack, found without keeping them; damage ends the count. */
public final class UnpackedSize {

  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int CODES = 4096;

  private UnpackedSize() {}

  /**
   * {@return the size of a zlib stream; counting stops when {@code enough} is reached}
   *
   * @param wrongSum called if enough is there but differs from what its checksum says
   */
  public static long deflate(byte[] file, int at, int size, long enough, Runnable wrongSum) {
    Inflater inflater = new Inflater();
    byte[] scratch = new byte[1 << 15];
    try {
      inflater.setInput(file, at, size);
      while (inflater.getBytesWritten() < enough && inflater.inflate(scratch) > 0) {
        // The count is all that is wanted.
      }
      if (!inflater.finished()) {
        // The sum is looked at when more is asked for.
        inflater.inflate(scratch);
      }
    } catch (DataFormatException e) {
      // What came before the damage counts.
      if (inflater.getBytesWritten() >= enough) {
        wrongSum.run();
      }
    }
    long written = inflater.getBytesWritten();
    inflater.end();
    return written;
  }

  /** {@return the size of PackBits data} */
  public static long packBits(byte[] file, int at, int size) {
    long unpacked = 0;
    int end = at + size;
    int place = at;
    while (place < end) {
      int control = file[place++];
      if (control >= 0) {
        unpacked += Math.min(control + 1, end - place);
        place += control + 1;
      } else if (control != -128 && place < end) {
        unpacked += 1 - control;
        place++;
      }
    }
    return unpacked;
  }

  /**
   * {@return the size of LZW data as TIFF 6.0 has them (codes from the high bit on, the width grows
   * one code early); {@code enough} for the old bit order, which is not followed}
   */
  public static long lzw(byte[] file, int at, int size, long enough) {
    if (size >= 2 && file[at] == 0 && (file[at + 1] & 1) != 0) {
      return enough;
    }
    int[] lengths = new int[CODES];
    long unpacked = 0;
    long bits = 8L * size;
    long position = 0;
    int next = END + 1;
    int width = 9;
    int previous = -1;
    while (unpacked < enough && position + width <= bits) {
      int code = code(file, at, position, width);
      position += width;
      if (code == END) {
        break;
      } else if (code == CLEAR) {
        next = END + 1;
        width = 9;
        previous = -1;
        continue;
      }
      if (code > next || code == next && previous < 0) {
        break;
      }
      if (previous >= 0 && next < CODES) {
        lengths[next++] = (previous < CLEAR ? 1 : lengths[previous]) + 1;
      }
      unpacked += code < CLEAR ? 1 : lengths[code];
      previous = code;
      if (next >= (1 << width) - 1 && width < 12) {
        width++;
      }
    }
    return unpacked;
  }

  private static int code(byte[] file, int at, long position, int width) {
    int place = at + (int) (position >> 3);
    int three = 0;
    for (int i = 0; i < 3; i++) {
      three = three << 8 | (place + i < file.length ? file[place + i] & 0xff : 0);
    }
    return three >> 24 - width - (int) (position & 7) & (1 << width) - 1;
  }
}
