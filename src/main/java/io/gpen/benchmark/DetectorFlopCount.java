package io.gpen.benchmark;

import io.gpen.checkpoint.StateDict;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The floating-point operations of a RetinaFace detector; a multiplication and its addition count
 * as two. Every weight is used once for each position of the map that its convolution writes.
 */
final class DetectorFlopCount {

  /** The stride of the map that a convolution writes in pixels of the input, by its name. */
  private static final Map<Pattern, Integer> STRIDES =
      Map.of(
          Pattern.compile("body\\.stage1\\.[01]\\..*|body\\.conv1\\..*"),
          2,
          Pattern.compile(
              "body\\.stage1\\.[23]\\..*|body\\.layer1\\..*|body\\.layer2\\.0\\.conv1\\..*"),
          4,
          Pattern.compile(
              "body\\.stage1\\.[45]\\..*|body\\.layer2\\.(?!0\\.conv1).*|body\\.layer3\\.0\\.conv1\\..*|fpn\\.(output|merge)1\\..*|ssh1\\..*|\\w+Head\\.0\\..*"),
          8,
          Pattern.compile(
              "body\\.stage2\\..*|body\\.layer3\\.(?!0\\.conv1).*|body\\.layer4\\.0\\.conv1\\..*|fpn\\.(output|merge)2\\..*|ssh2\\..*|\\w+Head\\.1\\..*"),
          16,
          Pattern.compile(
              "body\\.stage3\\..*|body\\.layer4\\.(?!0\\.conv1).*|fpn\\.output3\\..*|ssh3\\..*|\\w+Head\\.2\\..*"),
          32);

  /** The weights of convolutions have four axes, those of batch norms one. */
  private static final int CONVOLUTION = 4;

  private DetectorFlopCount() {}

  /**
   * {@return the operations on one image}
   *
   * @param weights of a RetinaFace detector
   * @param width of the network input in pixels
   * @param height of the network input in pixels
   */
  static double of(StateDict weights, int width, int height) {
    return weights.tensors().entrySet().stream()
        .filter(tensor -> tensor.getValue().shape().length == CONVOLUTION)
        .mapToDouble(
            tensor -> {
              int stride = stride(tensor.getKey());
              double positions =
                  Math.ceil((double) width / stride) * Math.ceil((double) height / stride);
              return 2 * tensor.getValue().elements() * positions;
            })
        .sum();
  }

  private static int stride(String name) {
    return STRIDES.entrySet().stream()
        .filter(entry -> entry.getKey().matcher(name).matches())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " is not a RetinaFace tensor"))
        .getValue();
  }
}
