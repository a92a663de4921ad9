package io.gpen.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gpen.degrade.DegradationPreset;
import io.gpen.degrade.Degrader;
import io.gpen.evaluate.Measures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Mat;

class ValidationTest {

  private static final int SIDE = 32;

  @TempDir private Path folder;

  /** A task that changes nothing is as good as the damage is weak, whatever the batches. */
  @Test
  void measuresTheSameDamageEachTime() throws IOException {
    Degrader degrader = new Degrader(DegradationPreset.MEDIUM.parameters());
    PictureFolder pictures =
        new PictureFolder(TestPictures.write(folder, 5, SIDE, SIDE), SIDE, 10_000, message -> {});
    double psnr = 0;
    double ssim = 0;
    for (int i = 0; i < 5; i++) {
      Mat picture = pictures.picture(i);
      try (Degrader.Pair pair = degrader.degrade(picture, Seeds.of(4, i))) {
        Measures measures = Measures.between(pair.degraded(), pair.clear());
        psnr += measures.psnr() / 5;
        ssim += measures.ssim() / 5;
      }
      picture.release();
    }
    for (int batch : List.of(1, 2, 8)) {
      Validation validation =
          new Validation(pictures, degrader, batch, Optional.empty(), Optional.empty());
      Inspection.Findings found = validation.inspect(new FakeTask());
      assertEquals(psnr, found.scores().get("psnr"), 1e-9);
      assertEquals(ssim, found.scores().get("ssim"), 1e-9);
      assertArrayEquals(found.png(), validation.inspect(new FakeTask()).png());
    }
  }
}
