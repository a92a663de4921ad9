package io.gpen.enlarge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.DeterministicWeights;
import io.gpen.Shared;
import io.gpen.checkpoint.StateDict;
import io.gpen.engine.DeviceChoice;
import io.gpen.engine.Engine;
import io.gpen.engine.EngineOptions;
import io.gpen.engine.Network;
import io.gpen.face.Pictures;
import io.gpen.image.Photo;
import io.gpen.image.PhotoFormat;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.torchscript.Converter;
import io.gpen.torchscript.Form;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Mat;

/** Pictures that RealESRNet of GPEN made, whole and in tiles of 32 pixels with a margin of 10. */
class RrdbNetTilesTest {

  private static Engine engine;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    engine = Engine.start(new EngineOptions(DeviceChoice.CPU, 0));
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  private static Photo photo(String name) {
    return new Photo(
        Pictures.bgr(Shared.file("vectors/rrdbnet/" + name)),
        Optional.empty(),
        PhotoFormat.PNG,
        true,
        PhotoMetadata.NONE,
        List.of());
  }

  private static void check(NetworkEnlarger enlarger, String size, int tile) {
    try (Photo photo = photo("input-" + size + ".png");
        Photo expected = photo("x2-" + size + "-tile" + tile + ".png");
        Photo large = enlarger.enlarge(photo, 2)) {
      assertEquals(2 * photo.width(), large.width());
      assertEquals(2 * photo.height(), large.height());
      Mat part = expected.colour().submat(0, large.height(), 0, large.width());
      double[] apart = Pictures.difference(part, large.colour());
      assertTrue(apart[0] <= 1 && apart[1] <= 0.001, size + ": " + apart[0] + ", " + apart[1]);
    }
  }

  /** Of an odd width the reference leaves half a pixel too much at the right. */
  @Test
  void picturesAreTheReferences() throws IOException {
    Path archive = folder.resolve("x2.pt");
    try (StateDict weights =
        DeterministicWeights.of(
            "vectors/rrdbnet/x2.keys.tsv", DeterministicWeights.Family.RRDB, 62)) {
      Converter.convert(weights, Form.INFERENCE, archive);
    }
    try (Network network = engine.load(archive)) {
      EnlargingModel model = new EnlargingModel(2, 2, 32, 10);
      check(new NetworkEnlarger(network, model, 32), "64x48", 32);
      check(new NetworkEnlarger(network, model, 512), "61x47", 0);
    }
  }
}
