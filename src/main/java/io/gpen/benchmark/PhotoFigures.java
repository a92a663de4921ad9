package io.gpen.benchmark;

import java.util.List;

/**
 * What one photo costs beside the networks.
 *
 * @param width of the photo in pixels
 * @param height of the photo in pixels
 * @param faces how many faces are put back
 * @param crop the side of the crops in pixels
 * @param fileBytes the size of the photo's file
 * @param steps what the program does with it, in its order
 * @param fullSizePaste what the step of pasting takes the way the reference does it
 */
public record PhotoFigures(
    int width,
    int height,
    int faces,
    int crop,
    long fileBytes,
    List<Timing> steps,
    Timing fullSizePaste) {

  /** The name of the step that puts the faces back. */
  static final String PASTE = "paste";

  /** Copies the steps. */
  public PhotoFigures {
    steps = List.copyOf(steps);
  }

  /** {@return seconds of all steps together} */
  public Measurement seconds() {
    return steps.stream().map(Timing::seconds).reduce(Measurement::plus).orElseThrow();
  }

  /** {@return how many times faster pasting is than the reference's way, pair by pair} */
  public Measurement pasteSpeedup() {
    Timing paste =
        steps.stream().filter(step -> step.name().equals(PASTE)).findFirst().orElseThrow();
    return fullSizePaste.seconds().over(paste.seconds());
  }
}
