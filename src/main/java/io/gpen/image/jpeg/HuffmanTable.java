package io.gpen.image.jpeg;

import io.gpen.image.PhotoErrors;

/**
 * A JPEG Huffman table (ITU T.81 annex C) as a lookup by the next 16 bits: code length in the high
 * byte, symbol in the low byte; length 0 where no code begins so.
 */
final class HuffmanTable {

  private static final int FAST_BITS = 12;

  /** More coefficients than codes can run on to, from the last one of a block. */
  static final int END_OF_BLOCK = 96;

  private final short[] fast = new short[1 << FAST_BITS];

  /** The same as {@link #passed} gives it. */
  private final short[] fastPassed = new short[1 << FAST_BITS];

  private final int[] limit = new int[18];
  private final int[] offset = new int[17];
  private final byte[] symbols;

  /**
   * Builds the table.
   *
   * @param counts how many codes of each length 1 to 16 there are
   * @param symbols the symbols in the order of their codes
   */
  HuffmanTable(int[] counts, byte[] symbols) {
    this.symbols = symbols;
    int code = 0;
    int index = 0;
    for (int length = 1; length <= 16; length++) {
      offset[length] = index - code;
      for (int i = 0; i < counts[length - 1]; i++) {
        fillFast(code, length, symbols[index] & 0xff);
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
   * {@return how far to skip for an AC code: coefficients times 256 plus bits, including those of
   * the value; {@link #END_OF_BLOCK} coefficients for the code that ends a block; 0 if these bits
   * are no code}
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
