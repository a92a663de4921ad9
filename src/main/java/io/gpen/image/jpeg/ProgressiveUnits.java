package io.gpen.image.jpeg;

import io.gpen.image.jpeg.JpegFrame.Component;
import java.util.Arrays;

/** Units of progressive JPEG files (ITU T.81 annex G). */
final class ProgressiveUnits {

  private static final int BLOCK = 64;

  /** No scan brought the coefficient yet. */
  private static final int NOTHING = -1;

  private final JpegFrame frame;
  private final JpegTables tables;

  /** For each component and block, which coefficients are not zero so far: bit k is number k. */
  private final long[][] nonzero;

  /** For each component and coefficient, the bit position that the scans so far reached. */
  private final int[][] precision;

  private int endOfBands;

  ProgressiveUnits(JpegFrame frame, JpegTables tables) {
    this.frame = frame;
    this.tables = tables;
    this.nonzero = new long[frame.components().size()][];
    this.precision = new int[frame.components().size()][BLOCK];
    for (int[] component : precision) {
      Arrays.fill(component, NOTHING);
    }
  }

  /** Forgets what goes on from unit to unit, at the beginning of a scan or restart interval. */
  void restart() {
    endOfBands = 0;
  }

  /**
   * Begins a scan.
   *
   * @return whether it continues the precision that the scans before it brought, as libjpeg demands
   *     (jdphuff.c, start_pass)
   */
  boolean begin(JpegScan scan) {
    boolean consistent = true;
    for (int index : scan.indices()) {
      consistent &= scan.from() == 0 || precision[index][0] != NOTHING;
      for (int k = scan.from(); k <= scan.to(); k++) {
        consistent &= scan.high() == Math.max(0, precision[index][k]);
        precision[index][k] = scan.low();
      }
    }
    return consistent;
  }

  /**
   * Skips one unit.
   *
   * @param bits where it begins
   * @param scan the scan it belongs to
   * @param unit its number in the scan
   */
  void pass(JpegBits bits, JpegScan scan, int unit) {
    if (scan.from() == 0) {
      passDc(bits, scan);
      return;
    }
    long[] masks = masks(scan);
    HuffmanTable ac = tables.ac(scan.acTable(0));
    if (scan.high() == 0) {
      firstPass(bits, scan, ac, masks, unit);
    } else {
      refinement(bits, scan, ac, masks, unit);
    }
  }

  private void passDc(JpegBits bits, JpegScan scan) {
    int parts = scan.indices().length;
    for (int i = 0; i < parts; i++) {
      Component part = scan.components().get(i);
      int count = parts == 1 ? 1 : part.h() * part.v();
      for (int block = 0; block < count; block++) {
        bits.skip(scan.high() == 0 ? bits.symbol(tables.dc(scan.dcTable(i))) & 15 : 1);
      }
    }
  }

  private long[] masks(JpegScan scan) {
    int index = scan.indices()[0];
    if (nonzero[index] == null) {
      Component part = scan.components().get(0);
      nonzero[index] = new long[frame.blocksAcross(part) * frame.blocksDown(part)];
    }
    return nonzero[index];
  }

  private void firstPass(JpegBits bits, JpegScan scan, HuffmanTable ac, long[] masks, int unit) {
    if (endOfBands > 0) {
      endOfBands--;
      return;
    }
    int k = scan.from();
    while (k <= scan.to()) {
      int symbol = bits.symbol(ac);
      int run = symbol >> 4;
      if ((symbol & 15) != 0) {
        k += run;
        bits.skip(symbol & 15);
        if (k < BLOCK) {
          masks[unit] |= 1L << k;
        }
        k++;
      } else if (run == 15) {
        k += 16;
      } else {
        endOfBands = (1 << run) - 1 + bits.read(run);
        return;
      }
    }
    if (k > scan.to() + 1) {
      bits.noteFault();
    }
  }

  private void refinement(JpegBits bits, JpegScan scan, HuffmanTable ac, long[] masks, int unit) {
    int k = scan.from();
    while (endOfBands == 0 && k <= scan.to()) {
      int symbol = bits.symbol(ac);
      int run = symbol >> 4;
      boolean isNew = (symbol & 15) != 0;
      if ((symbol & 15) > 1) {
        bits.noteFault();
      }
      if (isNew) {
        bits.skip(1);
      } else if (run < 15) {
        endOfBands = (1 << run) + bits.read(run);
        break;
      }
      while (k <= scan.to()) {
        if ((masks[unit] >>> k & 1) != 0) {
          bits.skip(1);
        } else if (--run < 0) {
          break;
        }
        k++;
      }
      if (isNew && k <= scan.to()) {
        masks[unit] |= 1L << k;
      }
      k++;
    }
    if (endOfBands > 0) {
      int corrections = k > scan.to() ? 0 : Long.bitCount(masks[unit] & scan.band() & -1L << k);
      bits.skip(corrections / 2);
      bits.skip(corrections - corrections / 2);
      endOfBands--;
    }
  }
}
