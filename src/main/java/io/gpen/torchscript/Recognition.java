package io.gpen.torchscript;

import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.StateDict;
import io.gpen.text.Wording;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells from the names of a checkpoint's tensors which network it is of. */
final class Recognition {

  /** No list of modules in a network is longer. */
  private static final int LONGEST = 128;

  private Recognition() {}

  /** A network with its weights, ready to be laid out in one form or another. */
  @FunctionalInterface
  interface Network {
    /**
     * {@return the definition that the archive is written from}
     *
     * @throws CheckpointException if the network has no such archive
     */
    NetworkDefinition definition(Variant variant);

    /** {@return what the network is used in} */
    default Variant usualVariant() {
      return Variant.of(Form.INFERENCE);
    }
  }

  static Network of(StateDict weights) {
    if (GpenLayout.recognises(weights)) {
      return gpen(weights);
    }
    if (RetinaFace.recognises(weights)) {
      return RetinaFace.of(weights);
    }
    if (Discriminator.recognises(weights)) {
      return Discriminator.of(weights);
    }
    if (RrdbNet.recognises(weights)) {
      return RrdbNet.of(weights);
    }
    if (SrvggNet.recognises(weights)) {
      return SrvggNet.of(weights);
    }
    if (ParseNetLayout.recognises(weights)) {
      return ParseNet.of(weights);
    }
    if (MobileFaceNet.recognises(weights)) {
      return MobileFaceNet.of(weights);
    }
    if (SqueezeNet.recognises(weights)) {
      return SqueezeNet.of(weights);
    }
    throw new CheckpointException(unknown(weights.names()));
  }

  private static Network gpen(StateDict tensors) {
    GpenLayout layout = GpenLayout.of(tensors);
    Map<String, long[]> expected = layout.tensors();
    Weights weights =
        Weights.check(
            tensors,
            Wording.format("a GPEN generator for %d pixels", layout.size()),
            expected,
            n -> false);
    long parameters = count(expected, name -> !name.endsWith("kernel"));
    return new Gpen(layout, weights, parameters);
  }

  private record Gpen(GpenLayout layout, Weights weights, long parameters) implements Network {

    @Override
    public Variant usualVariant() {
      return Variant.generator(Precision.FP32);
    }

    @Override
    public NetworkDefinition definition(Variant variant) {
      NetworkDescription description =
          new NetworkDescription(
              Architecture.GPEN, layout.size(), parameters, variant, Converter.TEXT_VERSION);
      return switch (variant.form()) {
        case TRAINABLE ->
            new NetworkDefinition(
                description,
                GpenTrainable.root(layout, weights),
                GpenTrainable.text(layout, Precision.FP32));
        case INFERENCE ->
            new NetworkDefinition(
                description,
                GpenInference.root(layout, weights, variant),
                GpenInference.text(layout));
        case REFERENCE ->
            new NetworkDefinition(
                description,
                GpenTrainable.root(layout, weights),
                GpenTrainable.referenceText(layout));
      };
    }
  }

  /**
   * {@return how many modules a list of a checkpoint has, gaps included}
   *
   * @param list the list's name in front of the numbers
   * @throws CheckpointException if it has more than any network
   */
  static int numbered(StateDict weights, String list) {
    Pattern numbered = Pattern.compile(Pattern.quote(list) + "\\.(\\d{1,6})\\..*");
    int count =
        weights.names().stream()
            .map(numbered::matcher)
            .filter(Matcher::matches)
            .mapToInt(name -> Integer.parseInt(name.group(1)) + 1)
            .max()
            .orElse(0);
    if (count > LONGEST) {
      throw new CheckpointException(
          Wording.format(
              "the weights have a list %s of %d modules; lists of %d at most are supported",
              list, count, LONGEST));
    }
    return count;
  }

  /**
   * Refuses a form that a network does not have.
   *
   * @param form the only form that it has, in fp32
   * @param wanted what is asked for
   * @param network what the weights are of, with its article
   */
  static void requireOnly(Form form, Variant wanted, String network) {
    if (!wanted.equals(Variant.of(form))) {
      throw new CheckpointException(
          Wording.format(
              "not a GPEN generator but %s, which has only the %s form in %s, not %s; name another"
                  + " model, or other weights in the same file with --key",
              network, form.name().toLowerCase(Locale.ROOT), Precision.FP32, wanted));
    }
  }

  /**
   * Refuses all but the inference form, kept exactly, in either precision.
   *
   * @param wanted what is asked for
   * @param network what the weights are of, with its article
   */
  static void requireInference(Variant wanted, String network) {
    if (wanted.precision() == Precision.FP32 || wanted.storage() != WeightStorage.EXACT) {
      requireOnly(Form.INFERENCE, wanted, network);
    }
  }

  /** {@return the number of values in the tensors of certain names} */
  static long count(Map<String, long[]> tensors, Predicate<String> counted) {
    return tensors.entrySet().stream()
        .filter(tensor -> counted.test(tensor.getKey()))
        .mapToLong(tensor -> Arrays.stream(tensor.getValue()).reduce(1, Math::multiplyExact))
        .sum();
  }

  private static String unknown(Set<String> names) {
    return Wording.format(
        "not a GPEN generator, RetinaFace detector, ParseNet, RRDBNet, SRVGGNetCompact,"
            + " MobileFaceNet or"
            + " discriminator: the network is not known; its first tensors are %s",
        names.stream().limit(5).toList());
  }
}
