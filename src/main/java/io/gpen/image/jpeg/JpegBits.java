package io.gpen.image.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bits of entropy-coded JPEG data. Stops before a marker or the end of the file; from there on
 * it gives zeros, as decoders do, and is exhausted.
 */
final class JpegBits {

  private static final int BLOCK = 64;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] file;
  private int next;
  private long buffer;
  private int held;
  private int padding;
  private long faults;

  JpegBits(byte[] file, int start) {
    this.file = file;
    this.next = start;
  }

  /**
   * {@return the next symbol}
   *
   * <p>Bits that are no code count as a fault and are handled as in libjpeg: they are consumed, and
   * the symbol is 0.
   */
  int symbol(HuffmanTable table) {
    if (held < 32) {
      fill();
    }
    int found = table.lookup((int) (buffer >>> (held - 16)) & 0xffff);
    if (found == 0) {
      faults++;
      held -= 17;
      return 0;
    }
    held -= found >> 8;
    return found & 0xff;
  }

  /** Passes over the AC codes of a block of a sequential scan (ITU T.81, F.2.2.2). */
  void passCoefficients(HuffmanTable ac) {
    // Local copies stay in registers.
    long bits = buffer;
    int left = held;
    int k = 1;
    while (k < BLOCK) {
      if (left < 32) {
        held = left;
        fill();
        bits = buffer;
        left = held;
      }
      int passed = ac.passed((int) (bits >>> left - 16) & 0xffff);
      if (passed == 0) {
        faults++;
        left -= 17;
        break;
      }
      left -= passed & 0xff;
      k += passed >> 8;
    }
    held = left;
    if (k > BLOCK && k <= HuffmanTable.END_OF_BLOCK) {
      faults++;
    }
  }

  /** Notes something that no encoder writes. */
  void noteFault() {
    faults++;
  }

  /** {@return how many such things were met} */
  long faults() {
    return faults;
  }

  /** Passes over at most 32 bits. */
  void skip(int bits) {
    if (held < bits) {
      fill();
    }
    held -= bits;
  }

  int read(int bits) {
    if (held < bits) {
      fill();
    }
    held -= bits;
    return (int) (buffer >>> held) & ((1 << bits) - 1);
  }

  /** Takes more bytes; called with fewer than 32 bits held. */
  private void fill() {
    if (next + 4 <= file.length && padding == 0) {
      int four = (int) INTS.get(file, next);
      // Exact: whether one of the four bytes is 0xff.
      if ((~four - 0x01010101 & four & 0x80808080) == 0) {
        buffer = buffer << 32 | four & 0xffffffffL;
        held += 32;
        next += 4;
        return;
      }
    }
    while (held <= 48) {
      int value = 0;
      if (next < file.length && padding == 0) {
        value = file[next] & 0xff;
        if (value != 0xff) {
          next++;
        } else if (next + 1 < file.length && file[next + 1] == 0) {
          next += 2;
        } else {
          value = 0;
          padding = 8;
        }
      } else {
        padding += 8;
      }
      buffer = buffer << 8 | value;
      held += 8;
    }
  }

  /** {@return whether bits were taken that are not in the file} */
  boolean isExhausted() {
    return held < padding;
  }

  /** {@return whole bytes of data that were read ahead and not used} */
  int unused() {
    return Math.max(0, held - padding) / 8;
  }

  /** {@return the place behind what was read, which is a marker or the end if all data are used} */
  int position() {
    return next;
  }

  /** Goes on elsewhere with an empty buffer. */
  void restartAt(int position) {
    next = position;
    held = 0;
    padding = 0;
  }
}
