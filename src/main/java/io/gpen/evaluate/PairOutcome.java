package io.gpen.evaluate;

/** The outcome of one image that was to be measured. */
public sealed interface PairOutcome {

  /** {@return the image's path inside its folder} */
  String name();

  /**
   * The image was measured.
   *
   * @param name the image's path inside its folder
   * @param measures how close it is to its reference
   */
  record Measured(String name, Measures measures) implements PairOutcome {}

  /**
   * The image could not be measured.
   *
   * @param name the image's path inside its folder
   * @param reason what is wrong and what to do, without the name
   */
  record Failed(String name, String reason) implements PairOutcome {}
}
