package io.gpen.degrade;

import io.gpen.text.Json;
import java.nio.file.Path;
import java.util.List;

/**
 * The outcomes of a run.
 *
 * @param preset the preset of the request
 * @param seed the seed of the request
 * @param outcomes in the order of the names
 * @param stopped whether the run was stopped before the last photo
 */
public record DegradeResult(
    DegradationPreset preset, long seed, List<CopyOutcome> outcomes, boolean stopped) {

  /** {@return how many copies this run wrote} */
  public long written() {
    return outcomes.stream()
        .filter(outcome -> outcome instanceof CopyOutcome.Made made && made.isNew())
        .count();
  }

  /** {@return how many identical copies existed before this run} */
  public long unchanged() {
    return outcomes.size() - written() - failed();
  }

  /** {@return how many photos have no copy} */
  public long failed() {
    return outcomes.stream().filter(CopyOutcome.Failed.class::isInstance).count();
  }

  /**
   * {@return everything as one JSON object} Each photo has the parameters of its degradation, named
   * as in {@link Degradation}, or an error.
   */
  public String json() {
    return Json.of(
        new Report(
            preset,
            seed,
            written(),
            unchanged(),
            failed(),
            outcomes.stream().map(DegradeResult::photo).toList()));
  }

  private static PhotoReport photo(CopyOutcome outcome) {
    if (outcome instanceof CopyOutcome.Made made) {
      return new PhotoReport(
          made.name(), made.output(), made.width(), made.height(), made.degradation(), null);
    }
    String reason = ((CopyOutcome.Failed) outcome).reason();
    return new PhotoReport(outcome.name(), null, null, null, null, reason);
  }

  private record Report(
      DegradationPreset preset,
      long seed,
      long written,
      long unchanged,
      long failed,
      List<PhotoReport> photos) {}

  private record PhotoReport(
      String photo,
      Path output,
      Integer width,
      Integer height,
      @Json.Inline Degradation degradation,
      String error) {}
}
