package io.gpen.torchscript;

import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import io.gpen.text.Wording;
import java.util.ArrayList;
import java.util.List;

/**
 * The sizes of a ParseNet, found in the names and shapes of its checkpoint. Source: ParseNet in
 * face_parse/parse_model.py of the reference.
 *
 * @param down channels from the picture down to the middle, the first convolution's first
 * @param depth blocks in the middle
 * @param up channels from the middle back up to the picture
 */
record ParseNetLayout(List<Integer> down, int depth, List<Integer> up) {

  /** Side of the middle's features in the published network, whatever its pictures' size. */
  private static final int MIDDLE = 32;

  private static final String STEM = "encoder.0.conv2d.weight";

  static boolean recognises(StateDict weights) {
    return weights.names().contains(STEM)
        || weights.names().contains("out_mask_conv.conv2d.weight");
  }

  /**
   * {@return the sizes that the names and shapes imply}
   *
   * @throws CheckpointException if they do not tell them
   */
  static ParseNetLayout of(StateDict weights) {
    int downs = Recognition.numbered(weights, "encoder");
    List<Integer> down = new ArrayList<>();
    down.add(channels(weights, STEM));
    for (int level = 1; level < downs; level++) {
      down.add(channels(weights, "encoder." + level + ".conv1.conv2d.weight"));
    }
    List<Integer> up = new ArrayList<>();
    for (int level = 0; level < Recognition.numbered(weights, "decoder"); level++) {
      up.add(channels(weights, "decoder." + level + ".conv1.conv2d.weight"));
    }
    int depth = Recognition.numbered(weights, "body");
    if (depth == 0 || up.isEmpty() || up.size() != downs - 1) {
      throw new CheckpointException(
          Wording.format(
              "the weights look like a ParseNet that halves images %d times, doubles"
                  + " them %d times and has %d blocks in between; the file may be truncated:"
                  + " download it again",
              Math.max(0, downs - 1), up.size(), depth));
    }
    return new ParseNetLayout(List.copyOf(down), depth, List.copyOf(up));
  }

  private static int channels(StateDict weights, String name) {
    TensorSource tensor = weights.tensors().get(name);
    if (tensor == null || tensor.shape().length != 4) {
      throw new CheckpointException(
          Wording.format(
              "the weights look like a ParseNet, but %s is missing or misshapen; the"
                  + " file may be truncated: download it again",
              name));
    }
    return Math.toIntExact(tensor.shape()[0]);
  }

  /** {@return the side in pixels of the pictures that such a network is trained on} */
  int size() {
    return MIDDLE << up.size();
  }

  /** {@return channels in the middle} */
  int middle() {
    return down.get(down.size() - 1);
  }
}
