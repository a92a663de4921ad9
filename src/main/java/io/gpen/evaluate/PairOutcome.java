package io.gpen.evaluate;

import java.util.List;
import java.util.Optional;

/** The outcome of one image that was to be measured. */
public sealed interface PairOutcome {

  /** {@return the image's path inside its folder} */
  String name();

  /**
   * The image was measured.
   *
   * @param pair the files
   * @param scores of the image
   * @param before of the image before it was restored, if there is one
   * @param features mean features of the reference, the image and the image before; empty if they
   *     were not computed
   */
  record Measured(Pairing.Pair pair, Scores scores, Optional<Scores> before, List<float[]> features)
      implements PairOutcome {

    @Override
    public String name() {
      return pair.name();
    }

    /** {@return the folder that the image is in, empty for none} */
    String group() {
      int slash = name().indexOf('/');
      return slash < 0 ? "" : name().substring(0, slash);
    }

    /** {@return whether the image is identical to its reference} */
    boolean isIdentical() {
      return Double.isInfinite(scores.get(Measure.PSNR));
    }
  }

  /**
   * The image could not be measured.
   *
   * @param name the image's path inside its folder
   * @param reason what is wrong and what to do, without the name
   */
  record Failed(String name, String reason) implements PairOutcome {}
}
