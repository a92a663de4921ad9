package io.gpen.image;

import io.gpen.image.JpegFrame.Component;
import java.util.List;

/** Units of sequential JPEG files (ITU T.81 annex F). */
final class SequentialUnits implements JpegUnits {

  private static final int BLOCK = 64;

  private final JpegTables tables;

  SequentialUnits(JpegTables tables) {
    this.tables = tables;
  }

  @Override
  public void restart() {
    // Only the predictions go on from block to block, and they do not matter here.
  }

  @Override
  public void pass(JpegBits bits, JpegScan scan, int unit) {
    List<Component> parts = scan.components();
    for (int i = 0; i < scan.indices().length; i++) {
      Component part = parts.get(i);
      int count = parts.size() == 1 ? 1 : part.h() * part.v();
      HuffmanTable dc = tables.dc(scan.dcTable(i));
      HuffmanTable ac = tables.ac(scan.acTable(i));
      for (int block = 0; block < count; block++) {
        passBlock(bits, dc, ac);
      }
    }
  }

  private static void passBlock(JpegBits bits, HuffmanTable dc, HuffmanTable ac) {
    bits.skip(bits.symbol(dc) & 15);
    int k = 1;
    while (k < BLOCK) {
      int symbol = bits.symbol(ac);
      int size = symbol & 15;
      int run = symbol >> 4;
      if (size == 0) {
        if (run != 15) {
          break;
        }
        k += 16;
      } else {
        k += run + 1;
        bits.skip(size);
      }
    }
    if (k > BLOCK) {
      bits.noteFault();
    }
  }
}
