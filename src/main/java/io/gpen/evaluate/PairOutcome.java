package io.gpen.evaluate;

/** What became of one picture that was to be measured. */
public sealed interface PairOutcome {

  /** {@return what people know the picture by} */
  String name();

  /**
   * It was measured.
   *
   * @param name what people know it by
   * @param measures how near it is to its partner
   */
  record Measured(String name, Measures measures) implements PairOutcome {}

  /**
   * It could not be measured.
   *
   * @param name what people know it by
   * @param reason what is wrong and what to do, without the name
   */
  record Failed(String name, String reason) implements PairOutcome {}
}
