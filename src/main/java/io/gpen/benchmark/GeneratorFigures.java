package io.gpen.benchmark;

import io.gpen.torchscript.Precision;
import java.util.List;
import java.util.Optional;

/**
 * How fast the generator is.
 *
 * @param subject which generator
 * @param size the side of its pictures in pixels
 * @param work the operations of one face
 * @param rows the ways to run it; the first is what the others are compared with
 * @param ceilings what the machine does at best, measured in the same rounds
 */
public record GeneratorFigures(
    String subject, int size, FlopCount work, List<Row> rows, List<Ceiling> ceilings) {

  /**
   * One way to run it.
   *
   * @param timing one face a sample
   * @param precision the numbers of its convolutions
   * @param winograd the sides in pixels of the levels with Winograd's convolution
   * @param difference the largest difference of its output from the first row's, where black is -1
   *     and white is 1
   */
  public record Row(Timing timing, Precision precision, List<Integer> winograd, double difference) {

    /** Copies the sides. */
    public Row {
      winograd = List.copyOf(winograd);
    }
  }

  /**
   * What the machine can do: one large 3x3 convolution, which is nearly all that the generator is
   * made of.
   *
   * @param precision the numbers it computes in
   * @param timing one convolution a sample
   * @param work the operations of one convolution
   */
  public record Ceiling(Precision precision, Timing timing, double work) {

    /** {@return floating-point operations per second, in the median} */
    public double flopsPerSecond() {
      return work / timing.seconds().median();
    }
  }

  /** Copies the rows. */
  public GeneratorFigures {
    rows = List.copyOf(rows);
    ceilings = List.copyOf(ceilings);
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

  /**
   * {@return the share of the convolution's speed that a row reaches in its own precision, pair by
   * pair; Winograd's convolution may come to more than 1, as its work is counted as the direct one}
   *
   * @param row one of the rows
   */
  public Optional<Measurement> shareOfCeiling(Row row) {
    return ceilings.stream()
        .filter(ceiling -> ceiling.precision() == row.precision())
        .findFirst()
        .map(
            ceiling ->
                ceiling
                    .timing()
                    .seconds()
                    .over(row.timing().seconds())
                    .times(work.total() / ceiling.work()));
  }
}
