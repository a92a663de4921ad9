package io.gpen.benchmark;

import java.util.List;

/**
 * How fast the detector is, from pixels to faces.
 *
 * @param name which detector
 * @param rows photos of several sizes
 */
public record DetectorFigures(String name, List<Row> rows) {

  /**
   * Photos of one size.
   *
   * @param timing one photo a sample; named by the photo's size
   * @param work the operations of the network on one photo
   */
  public record Row(Timing timing, double work) {

    /** {@return floating-point operations per second, in the median} */
    public double flopsPerSecond() {
      return work / timing.seconds().median();
    }
  }

  /** Copies the rows. */
  public DetectorFigures {
    rows = List.copyOf(rows);
  }
}
