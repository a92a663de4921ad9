package io.gpen.image.jpeg;

import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoException;
import java.util.Optional;

/**
 * Writes a piece of one sequential JPEG scan into another. A DC coefficient is coded as the
 * difference to that of the block before (ITU T.81, F.1.1.5.1): in a piece that follows other
 * blocks than before, the first difference of each component is written anew. All other bits stay.
 */
final class JpegSplice {

  private final JpegScan scan;
  private final HuffmanTable[] dc;
  private final HuffmanTable[] ac;
  private final HuffmanTable[] written;

  private JpegSplice(JpegScan scan, HuffmanTable[] dc, HuffmanTable[] ac, HuffmanTable[] written) {
    this.scan = scan;
    this.dc = dc;
    this.ac = ac;
    this.written = written;
  }

  /**
   * {@return what takes pieces of a scan, or nothing if its tables have no room for other DC
   * differences}
   *
   * @param scan what its header says
   * @param tables its tables as they are at the scan
   */
  static Optional<JpegSplice> of(JpegScan scan, JpegTables tables) {
    int parts = scan.indices().length;
    HuffmanTable[] dc = new HuffmanTable[parts];
    HuffmanTable[] ac = new HuffmanTable[parts];
    HuffmanTable[] written = new HuffmanTable[parts];
    for (int i = 0; i < parts; i++) {
      dc[i] = tables.dc(scan.dcTable(i));
      ac[i] = tables.ac(scan.acTable(i));
      Optional<HuffmanTable> all = dc[i].withAllDifferences();
      if (all.isEmpty()) {
        return Optional.empty();
      }
      written[i] = all.get();
    }
    return Optional.of(new JpegSplice(scan, dc, ac, written));
  }

  /**
   * {@return the table for the DC differences of a component as written, by its place in the scan}
   */
  HuffmanTable written(int part) {
    return written[part];
  }

  /**
   * {@return the DC differences of the first unit's first blocks, one for each component of the
   * scan}
   *
   * @param bits at the beginning of the unit; behind it afterwards
   */
  int[] differences(JpegBits bits) {
    int[] differences = new int[dc.length];
    for (int i = 0; i < dc.length; i++) {
      differences[i] = SequentialUnits.difference(bits, dc[i]);
      bits.passCoefficients(ac[i]);
      for (int block = 1; block < scan.blocks(i); block++) {
        SequentialUnits.difference(bits, dc[i]);
        bits.passCoefficients(ac[i]);
      }
    }
    return differences;
  }

  /**
   * Writes whole units.
   *
   * @param out where to
   * @param file the file they are in
   * @param from the place of the first bit
   * @param to the place behind the last one
   * @param shift what is added to the first difference of each component
   * @throws PhotoException if that is a difference that no picture has
   */
  void write(JpegBitWriter out, byte[] file, long from, long to, int[] shift) {
    JpegBits bits = new JpegBits(file, from);
    for (int i = 0; i < dc.length; i++) {
      writeDifference(out, written[i], SequentialUnits.difference(bits, dc[i]) + shift[i]);
      long rest = bits.place();
      bits.passCoefficients(ac[i]);
      for (int block = 1; block < scan.blocks(i); block++) {
        SequentialUnits.difference(bits, dc[i]);
        bits.passCoefficients(ac[i]);
      }
      out.copy(file, rest, bits.place());
    }
    out.copy(file, bits.place(), to);
  }

  private static void writeDifference(JpegBitWriter out, HuffmanTable table, int difference) {
    int size = Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(difference));
    if (size >= HuffmanTable.DC_SIZES) {
      // Only damage that looks sound adds up to this.
      throw PhotoErrors.undecodable();
    }
    int code = table.code(size);
    out.write(code & 0xffff, code >> 16);
    out.write(difference < 0 ? difference - 1 : difference, size);
  }
}
