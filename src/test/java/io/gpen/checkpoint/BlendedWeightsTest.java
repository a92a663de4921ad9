package io.gpen.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BlendedWeightsTest {

  private static StateDict weights(String name, float... values) {
    return new StateDict(Map.of(name, TensorSource.of(values, values.length)));
  }

  @Test
  void aShareOfOneAndTheRestOfTheOther() {
    StateDict blended = BlendedWeights.of(weights("a", 1, -2), weights("a", 5, 6), 0.25);
    assertArrayEquals(new float[] {4, 4}, blended.get("a").floats());
    assertArrayEquals(new long[] {2}, blended.get("a").shape());
  }

  @Test
  void networksOfAnotherKindAreRefused() {
    StateDict one = weights("a", 1, 2);
    assertThrows(CheckpointException.class, () -> BlendedWeights.of(one, weights("b", 1, 2), 0.5));
    String shapes =
        assertThrows(CheckpointException.class, () -> BlendedWeights.of(one, weights("a", 1), 0.5))
            .getMessage();
    assertTrue(shapes.contains("a is [2] in one and [1] in the other"), shapes);
  }
}
