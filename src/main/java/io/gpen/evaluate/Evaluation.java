package io.gpen.evaluate;

import java.util.List;

/**
 * The measures of a set of images.
 *
 * @param outcomes every image that was to be measured, in the order of the names
 * @param unused references that no image belongs to
 */
public record Evaluation(List<PairOutcome> outcomes, List<String> unused) {

  /** {@return the images that were measured} */
  public List<PairOutcome.Measured> measured() {
    return outcomes.stream()
        .filter(PairOutcome.Measured.class::isInstance)
        .map(PairOutcome.Measured.class::cast)
        .toList();
  }

  /** {@return the images that could not be measured} */
  public List<PairOutcome.Failed> failed() {
    return outcomes.stream()
        .filter(PairOutcome.Failed.class::isInstance)
        .map(PairOutcome.Failed.class::cast)
        .toList();
  }

  /** {@return how many images are identical to their references} */
  public long identical() {
    return measured().stream().filter(PairOutcome.Measured::isIdentical).count();
  }

  /** {@return all images together} */
  Group all() {
    return new Group("all", measured());
  }

  /** {@return the images by the folder that they are in, if there are folders} */
  List<Group> groups() {
    return Group.byFolder(measured());
  }

  /** {@return the measures that at least one image has, in their order} */
  List<Measure> measures() {
    Scores mean = all().mean();
    return List.copyOf(mean.values().keySet());
  }
}
