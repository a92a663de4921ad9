package io.gpen.degrade;

import io.gpen.degrade.stage.Flip;
import io.gpen.degrade.stage.GaussianNoise;
import io.gpen.degrade.stage.Grey;
import io.gpen.degrade.stage.Jpeg;
import io.gpen.degrade.stage.ReferenceBlur;
import io.gpen.degrade.stage.ReferenceShrink;
import io.gpen.degrade.stage.Stage;
import io.gpen.text.Json;
import java.nio.file.Path;
import java.util.List;

/**
 * The outcomes of a run.
 *
 * @param settings those of the request
 * @param outcomes in the order of the names
 * @param stopped whether the run was stopped before the last photo
 */
public record DegradeResult(DegradeSettings settings, List<CopyOutcome> outcomes, boolean stopped) {

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
   * {@return everything as one JSON object} Each photo has the stages of its degradation with their
   * parameters, or an error. The parameters of the reference's stages also stand beside the photo's
   * name.
   */
  public String json() {
    return Json.of(
        new Report(
            settings.preset().toString(),
            settings.seed(),
            written(),
            unchanged(),
            failed(),
            outcomes.stream().map(DegradeResult::photo).toList()));
  }

  private static PhotoReport photo(CopyOutcome outcome) {
    if (outcome instanceof CopyOutcome.Made made) {
      return new PhotoReport(
          made.name(),
          made.output(),
          made.width(),
          made.height(),
          ReferenceReport.of(made.degradation()),
          made.degradation().degraded().stream()
              .map(stage -> new StageReport(stage.getClass().getSimpleName(), stage))
              .toList(),
          null);
    }
    String reason = ((CopyOutcome.Failed) outcome).reason();
    return new PhotoReport(outcome.name(), null, null, null, null, null, reason);
  }

  private record Report(
      String preset,
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
      @Json.Inline ReferenceReport reference,
      List<StageReport> stages,
      String error) {}

  private record StageReport(String stage, @Json.Inline Stage parameters) {}

  private record ReferenceReport(
      boolean flip,
      boolean grey,
      @Json.Inline ReferenceBlur blur,
      @Json.Inline ReferenceShrink shrink,
      @Json.Inline GaussianNoise noise,
      @Json.Inline Jpeg jpeg) {

    static ReferenceReport of(Degradation degradation) {
      boolean isReference = degradation.first(ReferenceBlur.class).isPresent();
      return new ReferenceReport(
          degradation.first(Flip.class).isPresent(),
          degradation.first(Grey.class).isPresent(),
          degradation.first(ReferenceBlur.class).orElse(null),
          degradation.first(ReferenceShrink.class).orElse(null),
          isReference ? degradation.first(GaussianNoise.class).orElse(null) : null,
          isReference ? degradation.first(Jpeg.class).orElse(null) : null);
    }
  }
}
