package io.gpen.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gpen.DeterministicWeights;
import io.gpen.DeterministicWeights.Family;
import io.gpen.checkpoint.StateDict;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The trainable form holds each tensor under the name that it has in the reference. */
class OfficialNamesTest {

  @Test
  void theTrainableFormHasTheNamesShapesAndValuesOfTheReference() {
    StateDict weights =
        DeterministicWeights.of("vectors/training/generator.keys.tsv", Family.GPEN, 5);
    ScriptModule root = Recognition.of(weights).definition(Variant.of(Form.TRAINABLE)).root();
    Map<String, ModuleTensor> tensors = new LinkedHashMap<>();
    collect("", root, tensors);
    assertEquals(new HashSet<>(weights.names()), tensors.keySet());
    tensors.forEach(
        (name, tensor) -> {
          assertArrayEquals(weights.get(name).shape(), tensor.shape(), name);
          assertArrayEquals(weights.get(name).floats(), tensor.values().get(), name);
          boolean learned = !name.endsWith("kernel");
          assertEquals(learned, tensor.kind() == ModuleTensor.Kind.PARAMETER, name);
        });
  }

  private static void collect(
      String prefix, ScriptModule module, Map<String, ModuleTensor> tensors) {
    module
        .attributes()
        .forEach(
            (name, value) -> {
              if (value instanceof ScriptModule inner) {
                collect(prefix + name + ".", inner, tensors);
              } else if (value instanceof ModuleTensor tensor) {
                tensors.put(prefix + name, tensor);
              }
            });
  }
}
