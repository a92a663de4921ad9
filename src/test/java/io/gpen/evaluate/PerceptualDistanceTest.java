package io.gpen.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gpen.Shared;
import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.CheckpointReader;
import io.gpen.checkpoint.StateDict;
import io.gpen.engine.Network;
import io.gpen.face.Networks;
import io.gpen.face.Pictures;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * With public weights. Expected figures are from a float64 program in NumPy that was written from
 * the network's description.
 */
class PerceptualDistanceTest {

  private static Networks networks;
  private static Network network;

  @BeforeAll
  static void load() throws IOException {
    networks = new Networks();
    network = networks.squeezeNet();
  }

  @AfterAll
  static void close() throws IOException {
    networks.close();
  }

  private static PerceptualDistance.Comparison ofBlurred(Optional<StateDict> heads) {
    Mat face = Pictures.bgr(Shared.file("vectors/inputs/face-512.png"));
    Mat blurred = Pictures.bgr(Shared.file("vectors/metrics/face-512.blurred.png"));
    try {
      return new PerceptualDistance(network, heads).compare(face, List.of(face, blurred));
    } finally {
      face.release();
      blurred.release();
    }
  }

  @Test
  void withoutHeadsIsTheMeanOfTheLevels() {
    PerceptualDistance.Comparison comparison = ofBlurred(Optional.empty());
    assertEquals(0, comparison.distances()[0], 1e-9);
    assertEquals(0.26172643, comparison.distances()[1], 1e-5);
    assertEquals(3, comparison.features().size());
    assertEquals(0.27712979, comparison.features().get(0)[0], 1e-4);
    assertEquals(7.1499108, comparison.features().get(0)[3], 1e-3);
  }

  @Test
  void headsWeightTheChannels() {
    try (StateDict heads = CheckpointReader.open(Shared.file("weights/lpips_v0.1_squeeze.pth"))) {
      assertEquals(0.11746976, ofBlurred(Optional.of(heads)).distances()[1], 1e-5);
    }
  }

  @Test
  void headsOfOtherNetworksAreRefused() {
    try (StateDict vgg = CheckpointReader.open(Shared.file("weights/lpips_v0.1_vgg.pth"))) {
      assertThrows(
          CheckpointException.class, () -> new PerceptualDistance(network, Optional.of(vgg)));
    }
    assertThrows(
        CheckpointException.class,
        () -> new PerceptualDistance(network, Optional.of(new StateDict(Map.of()))));
  }

  @Test
  void largePicturesAreCoveredByTilesOnce() {
    List<Rect> tiles = PerceptualDistance.tiles(2500, 1024);
    assertEquals(
        List.of(
            new Rect(0, 0, 833, 1024), new Rect(833, 0, 833, 1024), new Rect(1666, 0, 834, 1024)),
        tiles);
  }
}
