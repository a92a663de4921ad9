package io.gpen.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.align.FaceAligner;
import io.gpen.evaluate.Measures;
import io.gpen.face.AlignedFace;
import io.gpen.face.Face;
import io.gpen.face.Networks;
import io.gpen.face.Pictures;
import io.gpen.face.StoredFaces;
import io.gpen.image.OpenCv;
import io.gpen.torchscript.Precision;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/** The default model in bf16 gives the faces of the test photographs as in fp32. */
class Bf16OnPhotographsTest {

  private static final List<String> PHOTOS =
      List.of(
          "astronaut-eileen-collins.jpg",
          "congress-john-lewis.jpg",
          "curtis-apsaroke-1908.jpg",
          "greek-immigrants-1905.jpg",
          "mark-twain-1907.jpg",
          "migrant-mother-1936.jpg",
          "solvay-1927.jpg");

  /** In dB, where the peak is the whole range of grey levels. */
  private static final double WORST_PSNR = 48;

  @Test
  void differsByLessThanIsSeen() throws IOException {
    OpenCv.load();
    double worst = Double.POSITIVE_INFINITY;
    try (Networks networks = new Networks();
        GpenGenerator exact = networks.shippedGenerator(Precision.FP32);
        GpenGenerator rounded = networks.shippedGenerator(Precision.BF16)) {
      FaceAligner aligner = new FaceAligner(exact.size());
      for (String name : PHOTOS) {
        Mat photo = Pictures.testphoto(name);
        try (AlignedFace face = crop(aligner, photo, largest(name))) {
          double psnr = psnr(only(exact, face), only(rounded, face));
          System.out.printf("bf16 against fp32, largest face of %s: PSNR %.1f dB%n", name, psnr);
          worst = Math.min(worst, psnr);
        }
        photo.release();
      }
    }
    double least = worst;
    assertTrue(least > WORST_PSNR, () -> "PSNR is " + least);
    assertTrue(Double.isFinite(least), "nothing was rounded");
  }

  private static Face largest(String photo) {
    return StoredFaces.of(photo).stream()
        .max(Comparator.comparingDouble(face -> face.box().x2() - face.box().x1()))
        .orElseThrow();
  }

  private static AlignedFace crop(FaceAligner aligner, Mat photo, Face face) {
    return aligner.crop(photo, face, aligner.toCrop(face).orElseThrow());
  }

  private static Mat only(GpenGenerator generator, AlignedFace face) {
    List<GeneratedCrop> restored = generator.restore(List.of(face.crop()));
    assertEquals(1, restored.size());
    return assertInstanceOf(GeneratedCrop.Restored.class, restored.get(0)).pixels();
  }

  private static double psnr(Mat a, Mat b) {
    double distance = Core.norm(a, b, Core.NORM_L2);
    double mean = distance * distance / (a.total() * a.channels());
    a.release();
    b.release();
    return Measures.psnr(mean, 255);
  }
}
