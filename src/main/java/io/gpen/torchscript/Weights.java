package io.gpen.torchscript;

import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import io.gpen.text.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A checkpoint whose names and shapes were found to be those of a network.
 *
 * @param tensors the checkpoint
 */
record Weights(StateDict tensors) {

  /** More names of one kind than this are counted only. */
  private static final int LISTED = 12;

  /**
   * {@return the checkpoint, if it has exactly the tensors of a network}
   *
   * @param tensors the checkpoint
   * @param network what it was taken for, for the message
   * @param expected name to shape
   * @param ignored names that need not be there and are not used
   * @throws CheckpointException that lists what is missing, too many, of another shape or type
   */
  static Weights check(
      StateDict tensors, String network, Map<String, long[]> expected, Predicate<String> ignored) {
    List<String> wrong = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    expected.forEach(
        (name, shape) -> {
          TensorSource tensor = tensors.tensors().get(name);
          if (tensor == null) {
            missing.add(name);
          } else {
            mismatch(name, shape, tensor, wrong);
          }
        });
    List<String> surplus =
        tensors.names().stream()
            .filter(name -> !expected.containsKey(name) && !ignored.test(name))
            .toList();
    if (!missing.isEmpty() || !wrong.isEmpty() || !surplus.isEmpty()) {
      throw new CheckpointException(
          "the weights look like "
              + network
              + " but do not match it"
              + listed("missing", missing)
              + listed("unexpected", wrong)
              + listed("surplus", surplus)
              + "; the file may be damaged, truncated or of another version: get it again");
    }
    return new Weights(tensors);
  }

  private static void mismatch(
      String name, long[] shape, TensorSource tensor, List<String> mismatches) {
    if (!tensor.dtype().isFloat()) {
      mismatches.add(name + " is " + tensor.dtype() + " instead of floating point");
    } else if (!Arrays.equals(shape, tensor.shape())) {
      mismatches.add(
          name
              + " is "
              + Arrays.toString(tensor.shape())
              + " instead of "
              + Arrays.toString(shape));
    }
  }

  private static String listed(String what, List<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    String more = names.size() > LISTED ? " and " + (names.size() - LISTED) + " more" : "";
    return Wording.format(
        "; %s: %s%s",
        what, String.join(", ", names.subList(0, Math.min(LISTED, names.size()))), more);
  }

  /** {@return the shape of a tensor} */
  long[] shape(String name) {
    return tensors.get(name).shape();
  }

  /**
   * {@return the values of a tensor; not to be changed}
   *
   * @throws CheckpointException if one of them is infinite or not a number
   */
  float[] values(String name) {
    float[] values = tensors.get(name).floats();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new CheckpointException(
            Wording.format(
                "%s holds %s at %d: the weights are damaged or their training failed;"
                    + " download them again",
                name, values[i], i));
      }
    }
    return values;
  }
}
