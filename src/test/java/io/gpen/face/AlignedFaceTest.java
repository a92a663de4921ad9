package io.gpen.face;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gpen.image.OpenCv;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;

class AlignedFaceTest {

  @Test
  void inAnEnlargedPhotoAFaceKeepsItsShareAndWarnings() {
    OpenCv.load();
    Point eye = new Point(4, 5);
    Face face = new Face(new FaceBox(1, 2, 11, 22), 0.9, new Landmarks(eye, eye, eye, eye, eye));
    AlignedFace enlarged =
        new AlignedFace(face, new Mat(), new SimilarityTransform(2, 0, 0, 0))
            .withShare(0.5)
            .withWarning("soft")
            .inEnlarged(2);
    assertEquals(0.5, enlarged.share());
    assertEquals(List.of("soft"), enlarged.warnings());
    assertEquals(1, enlarged.toCrop().scale(), 1e-9);
    assertEquals(20, enlarged.face().box().width(), 1e-9);
  }
}
