package io.gpen.image.jpeg;

import io.gpen.image.PhotoErrors;
import io.gpen.text.Wording;
import java.util.Arrays;

/** The Huffman tables that a JPEG file has defined so far. */
final class JpegTables {

  /**
   * Far more than the eight per scan that are useful; building one costs thousands of operations.
   */
  private static final int MAX_TABLES = 8_000;

  private final HuffmanTable[] dc = new HuffmanTable[4];
  private final HuffmanTable[] ac = new HuffmanTable[4];
  private int defined;

  /** Takes the tables of a DHT segment. */
  void define(JpegSegment segment) {
    int at = 0;
    while (at + 17 <= segment.length()) {
      int id = segment.u8(at);
      int[] counts = new int[16];
      int total = 0;
      for (int i = 0; i < 16; i++) {
        counts[i] = segment.u8(at + 1 + i);
        total += counts[i];
      }
      int end = at + 17 + total;
      if ((id & 0xef) > 3 || total > 256 || end > segment.length()) {
        throw PhotoErrors.header("an impossible Huffman table");
      }
      if (++defined > MAX_TABLES) {
        throw PhotoErrors.header(Wording.format("more than %d Huffman tables", MAX_TABLES));
      }
      int symbols = segment.payload() + at + 17;
      (id < 16 ? dc : ac)[id & 3] =
          new HuffmanTable(counts, Arrays.copyOfRange(segment.file(), symbols, symbols + total));
      at = end;
    }
  }

  HuffmanTable dc(int index) {
    return required(dc[index]);
  }

  HuffmanTable ac(int index) {
    return required(ac[index]);
  }

  private static HuffmanTable required(HuffmanTable table) {
    if (table == null) {
      throw PhotoErrors.header("a Huffman table is missing");
    }
    return table;
  }
}
