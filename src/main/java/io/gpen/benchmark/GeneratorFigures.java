package io.gpen.benchmark;

import java.util.List;

/**
 * How fast the generator is.
 *
 * @param subject which generator
 * @param size the side of its pictures in pixels
 * @param work the operations of one face
 * @param rows the ways to run it; the first is what the others are compared with
 */
public record GeneratorFigures(String subject, int size, FlopCount work, List<Row> rows) {

  /**
   * One way to run it.
   *
   * @param timing one face a sample
   * @param precision the numbers of its convolutions
   * @param difference the largest difference of its output from the first row's, where black is -1
   *     and white is 1
   */
  public record Row(Timing timing, Precision precision, double difference) {}

  /** Copies the rows. */
  public GeneratorFigures {
    rows = List.copyOf(rows);
  }

  /**
   * {@return how many times faster a row is than the first, pair by pair}
   *
   * @param row one of the rows
   */
  public Measurement speedup(Row row) {
    return rows.get(0).timing().seconds().over(row.timing().seconds());
  }

  /**
   * {@return the floating-point operations per second that a row reaches, in the median}
   *
   * @param row one of the rows
   */
  public double flopsPerSecond(Row row) {
    return work.total() / row.timing().seconds().median();
  }
}
