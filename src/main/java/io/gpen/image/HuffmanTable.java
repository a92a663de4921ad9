package io.gpen.image;

/**
 * A JPEG Huffman table (ITU T.81 annex C) as a lookup by the next 16 bits: code length in the high
 * byte, symbol in the low byte; length 0 where no code begins so.
 */
final class HuffmanTable {

  private static final int FAST_BITS = 9;

  private final short[] fast = new short[1 << FAST_BITS];
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
        throw Damage.header("an impossible Huffman table");
      }
      limit[length] = code << (16 - length);
      code <<= 1;
    }
  }

  private void fillFast(int code, int length, int symbol) {
    if (length > FAST_BITS || code >= 1 << length) {
      return;
    }
    int first = code << (FAST_BITS - length);
    for (int i = 0; i < 1 << (FAST_BITS - length); i++) {
      fast[first + i] = (short) (length << 8 | symbol);
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
