package io.gpen.benchmark;

import io.gpen.text.Json;
import io.gpen.torchscript.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How fast the generator is.
 *
 * @param name which generator
 * @param size the side of its images in pixels
 * @param gflop the operations of one face, in units of 10^9
 * @param ceilings what the machine does at best, measured in the same rounds
 * @param forms the forms of the generator; the first is what the others are compared with
 */
public record GeneratorFigures(
    String name, int size, double gflop, List<Ceiling> ceilings, List<Row> forms) {

  /**
   * One large 3x3 convolution; nearly all of the generator's work consists of such convolutions.
   *
   * @param timing one convolution per sample
   * @param precision of the convolution
   * @param gflop its operations, in units of 10^9
   * @param gflopPerSecond the median speed
   */
  public record Ceiling(
      @Json.Inline Timing timing, Precision precision, double gflop, double gflopPerSecond) {

    static Ceiling of(Timing timing, Precision precision, double gflop) {
      return new Ceiling(timing, precision, gflop, gflop / timing.seconds().median());
    }
  }

  /**
   * One form of the generator.
   *
   * @param timing one face per sample
   * @param precision of its convolutions
   * @param winograd the sides in pixels of the levels that use Winograd's convolution
   * @param facesPerSecond the median speed
   * @param gflopPerSecond the median speed
   * @param shareOfCeiling the share of the ceiling's speed in the same precision, round by round;
   *     above 1 where Winograd's convolution saves operations, which are counted all the same
   * @param ratio how many times faster it is than the first form, round by round
   * @param difference the largest difference of its output from that of the first form, on the
   *     scale from -1 (black) to 1 (white); NaN if the outputs have different sizes
   */
  public record Row(
      @Json.Inline Timing timing,
      Precision precision,
      List<Integer> winograd,
      double facesPerSecond,
      double gflopPerSecond,
      Optional<Measurement> shareOfCeiling,
      Measurement ratio,
      double difference) {}

  /** What was measured of one form. */
  record Measured(Timing timing, Precision precision, List<Integer> winograd, double difference) {}

  /** Compares the forms with each other and with the ceilings. */
  static GeneratorFigures of(
      String name, int size, double gflop, List<Ceiling> ceilings, List<Measured> forms) {
    List<Row> rows = new ArrayList<>();
    for (Measured form : forms) {
      Measurement seconds = form.timing().seconds();
      rows.add(
          new Row(
              form.timing(),
              form.precision(),
              form.winograd(),
              1 / seconds.median(),
              gflop / seconds.median(),
              ceilings.stream()
                  .filter(ceiling -> ceiling.precision() == form.precision())
                  .findFirst()
                  .map(
                      ceiling ->
                          ceiling.timing().seconds().over(seconds).times(gflop / ceiling.gflop())),
              forms.get(0).timing().seconds().over(seconds),
              form.difference()));
    }
    return new GeneratorFigures(name, size, gflop, ceilings, rows);
  }
}
