package io.gpen.image;

import java.util.Arrays;

/** Units of sequential JPEG files (ITU T.81 annex F). */
final class SequentialUnits implements JpegUnits {

  private static final int BLOCK = 64;

  private final JpegTables tables;

  /** The DC coefficient of the block before, for each component of the scan. */
  private final int[] predictions = new int[4];

  SequentialUnits(JpegTables tables) {
    this.tables = tables;
  }

  @Override
  public void restart() {
    Arrays.fill(predictions, 0);
  }

  @Override
  public int[] predictions() {
    return predictions.clone();
  }

  @Override
  public void pass(JpegBits bits, JpegScan scan, int unit) {
    for (int i = 0; i < scan.indices().length; i++) {
      HuffmanTable dc = tables.dc(scan.dcTable(i));
      HuffmanTable ac = tables.ac(scan.acTable(i));
      int count = scan.blocks(i);
      for (int block = 0; block < count; block++) {
        predictions[i] += difference(bits, dc);
        passRest(bits, ac);
      }
    }
  }

  /** {@return by how much the DC coefficient of the next block differs from that before} */
  static int difference(JpegBits bits, HuffmanTable dc) {
    int size = bits.symbol(dc) & 15;
    int value = bits.read(size);
    return size == 0 || value >>> size - 1 != 0 ? value : value - (1 << size) + 1;
  }

  /** Passes over the block behind its DC difference. */
  static void passRest(JpegBits bits, HuffmanTable ac) {
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
