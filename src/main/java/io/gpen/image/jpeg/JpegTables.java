package io.gpen.image.jpeg;

import io.gpen.image.ByteView;
import io.gpen.image.PhotoErrors;
import java.util.Arrays;

/** The Huffman tables that a JPEG file has defined so far. */
final class JpegTables {

  private final HuffmanTable[] dc = new HuffmanTable[4];
  private final HuffmanTable[] ac = new HuffmanTable[4];

  /** Takes the tables of a DHT segment. */
  void define(byte[] file, ByteView view, int at, int length) {
    int end = at + length;
    int place = at;
    while (place + 17 <= end) {
      int id = view.u8(place);
      int[] counts = new int[16];
      int total = 0;
      for (int i = 0; i < 16; i++) {
        counts[i] = view.u8(place + 1 + i);
        total += counts[i];
      }
      if ((id & 0xef) > 3 || total > 256 || place + 17 + total > end) {
        throw PhotoErrors.header("an impossible Huffman table");
      }
      byte[] symbols = Arrays.copyOfRange(file, place + 17, place + 17 + total);
      (id < 16 ? dc : ac)[id & 3] = new HuffmanTable(counts, symbols);
      place += 17 + total;
    }
  }

  HuffmanTable dc(int index) {
    return defined(dc[index]);
  }

  HuffmanTable ac(int index) {
    return defined(ac[index]);
  }

  private static HuffmanTable defined(HuffmanTable table) {
    if (table == null) {
      throw PhotoErrors.header("a Huffman table is missing");
    }
    return table;
  }
}
