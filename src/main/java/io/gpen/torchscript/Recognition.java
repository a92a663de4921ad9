package io.gpen.torchscript;

import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.StateDict;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Tells from the names of a checkpoint's tensors which network it is of. */
final class Recognition {

  private Recognition() {}

  /** A network with its weights, ready to be laid out in one form or another. */
  @FunctionalInterface
  interface Network {
    /**
     * {@return what the archive is written from}
     *
     * @throws IllegalArgumentException if the network has no such archive
     */
    Blueprint blueprint(Variant variant);
  }

  static Network of(StateDict weights) {
    if (GpenLayout.recognises(weights)) {
      return gpen(weights);
    }
    if (RetinaFace.recognises(weights)) {
      return RetinaFace.of(weights);
    }
    throw new CheckpointException(unknown(weights.names()));
  }

  private static Network gpen(StateDict tensors) {
    GpenLayout layout = GpenLayout.of(tensors);
    Map<String, long[]> expected = layout.tensors();
    Weights weights =
        Weights.check(
            tensors,
            "a GPEN generator for %d pixels".formatted(layout.size()),
            expected,
            n -> false);
    long parameters = count(expected, name -> !name.endsWith("kernel"));
    return variant -> {
      NetworkDescription description =
          new NetworkDescription(
              Architecture.GPEN, layout.size(), parameters, variant, Converter.TEXT_VERSION);
      return switch (variant.form()) {
        case TRAINABLE ->
            new Blueprint(
                description, GpenTrainable.root(layout, weights), GpenTrainable.text(layout));
        case INFERENCE ->
            new Blueprint(
                description,
                GpenInference.root(layout, weights, variant.precision()),
                GpenInference.text(layout));
        case REFERENCE ->
            new Blueprint(
                description,
                GpenTrainable.root(layout, weights),
                GpenTrainable.referenceText(layout));
      };
    };
  }

  /** {@return the number of values in the tensors of certain names} */
  static long count(Map<String, long[]> tensors, Predicate<String> counted) {
    return tensors.entrySet().stream()
        .filter(tensor -> counted.test(tensor.getKey()))
        .mapToLong(tensor -> Arrays.stream(tensor.getValue()).reduce(1, Math::multiplyExact))
        .sum();
  }

  private static String unknown(Set<String> names) {
    String what = "of no network that can be converted";
    if (names.contains("final_conv.0.weight")) {
      what =
          "of a discriminator, not of a generator: the training file has the generator beside it";
    } else if (names.contains("encoder.0.conv2d.weight")) {
      what = "of a face parsing network (ParseNet), which is not used";
    } else if (names.contains("conv_first.weight")) {
      what = "of an upscaling network (RRDBNet), which is not used";
    }
    return ("not a GPEN generator and not a RetinaFace detector: the weights are %s; their first"
            + " tensors are %s")
        .formatted(what, names.stream().limit(5).toList());
  }
}
