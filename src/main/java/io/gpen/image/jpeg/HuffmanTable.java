package io.gpen.image.jpeg;

import io.gpen.image.PhotoErrors;
import java.util.Arrays;
import java.util.Optional;

/**
 * A JPEG Huffman table (ITU T.81 annex C) as a lookup by the next 16 bits: code length in the high
 * byte, symbol in the low byte; length 0 where no code begins so.
 */
final class HuffmanTable {

  private static final int FAST_BITS = 12;

  /** DC differences of 8-bit pictures have 0 to 11 bits. */
  static final int DC_SIZES = 12;

  /** More coefficients than codes can run on to, from the last one of a block. */
  static final int END_OF_BLOCK = 96;

  private final short[] fast = new short[1 << FAST_BITS];

  /** The same as {@link #passed} gives it. */
  private final short[] fastPassed = new short[1 << FAST_BITS];

  private final int[] limit = new int[18];
  private final int[] offset = new int[17];
  private final int[] counts;
  private final byte[] symbols;
  private final int[] codes = new int[256];

  /**
   * Builds the table.
   *
   * @param counts how many codes of each length 1 to 16 there are
   * @param symbols the symbols in the order of their codes
   */
  HuffmanTable(int[] counts, byte[] symbols) {
    this.counts = counts;
    this.symbols = symbols;
    int code = 0;
    int index = 0;
    for (int length = 1; length <= 16; length++) {
      offset[length] = index - code;
      for (int i = 0; i < counts[length - 1]; i++) {
        fillFast(code, length, symbols[index] & 0xff);
        codes[symbols[index] & 0xff] = length << 16 | code;
        code++;
        index++;
      }
      if (code > 1 << length) {
        throw PhotoErrors.header("an impossible Huffman table");
      }
      limit[length] = code << (16 - length);
      code <<= 1;
    }
  }

  /**
   * {@return what an AC code stands for, to be passed over: coefficients times 256 plus bits, those
   * of the value included; {@link #END_OF_BLOCK} coefficients for the code that ends a block; 0 if
   * these bits are no code}
   */
  int passed(int next16) {
    int quick = fastPassed[next16 >> (16 - FAST_BITS)];
    if (quick != 0) {
      return quick;
    }
    int found = lookup(next16);
    return found == 0 ? 0 : passed(found >> 8, found & 0xff);
  }

  private static int passed(int length, int symbol) {
    int run = symbol >> 4;
    int size = symbol & 15;
    boolean end = size == 0 && run != 15;
    return (end ? END_OF_BLOCK : run + 1) << 8 | length + size;
  }

  /** {@return length of a symbol's code times 65536 plus the code, or 0 if the symbol has none} */
  int code(int symbol) {
    return codes[symbol];
  }

  /**
   * {@return this table or one that also has codes for all sizes of DC differences; nothing if
   * there is no room for them}
   */
  Optional<HuffmanTable> withAllDifferences() {
    byte[] lacking = new byte[DC_SIZES];
    int count = 0;
    for (int size = 0; size < DC_SIZES; size++) {
      if (codes[size] == 0) {
        lacking[count++] = (byte) size;
      }
    }
    // The code of ones alone is reserved.
    int room = (1 << 16) - 1 - limit[16];
    if (count > room || counts[15] + count > 255) {
      return Optional.empty();
    }
    int[] longer = counts.clone();
    longer[15] += count;
    byte[] more = Arrays.copyOf(symbols, symbols.length + count);
    System.arraycopy(lacking, 0, more, symbols.length, count);
    return Optional.of(count == 0 ? this : new HuffmanTable(longer, more));
  }

  /** {@return the table as a DHT segment holds it, without its number} */
  byte[] stored() {
    byte[] stored = new byte[16 + symbols.length];
    for (int i = 0; i < 16; i++) {
      stored[i] = (byte) counts[i];
    }
    System.arraycopy(symbols, 0, stored, 16, symbols.length);
    return stored;
  }

  private void fillFast(int code, int length, int symbol) {
    if (length > FAST_BITS || code >= 1 << length) {
      return;
    }
    int first = code << (FAST_BITS - length);
    for (int i = 0; i < 1 << (FAST_BITS - length); i++) {
      fast[first + i] = (short) (length << 8 | symbol);
      fastPassed[first + i] = (short) passed(length, symbol);
    }
  }

  /** {@return length of the code times 256 plus the symbol, or 0 if these bits are no code} */
  int lookup(int next16) {
    int quick = fast[next16 >> (16 - FAST_BITS)];
    if (quick != 0) {
      return quick;
    }
    for (int length = FAST_BITS + 1; length <= 16; length++) {
      if (next16 < limit[length]) {
        int index = (next16 >> (16 - length)) + offset[length];
        return index < 0 || index >= symbols.length ? 0 : length << 8 | symbols[index] & 0xff;
      }
    }
    return 0;
  }
}
