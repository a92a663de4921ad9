package io.gpen.image.jpeg;

import java.util.Arrays;

/** Units of sequential JPEG files (ITU T.81 annex F). */
final class SequentialUnits implements JpegUnits {

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
        bits.passCoefficients(ac);
      }
    }
  }

  /** {@return by how much the DC coefficient of the next block differs from that before} */
  static int difference(JpegBits bits, HuffmanTable dc) {
    int size = bits.symbol(dc) & 15;
    int value = bits.read(size);
    return size == 0 || value >>> size - 1 != 0 ? value : value - (1 << size) + 1;
  }
}
