package io.gpen.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.face.Face;
import io.gpen.image.OpenCv;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/** Anchor 0 of each picture lies at (4, 4) and is 16 pixels wide; anchor 2 at (12, 4). */
class RetinaFaceDetectorTest {

  static {
    OpenCv.load();
  }

  private final Mat photo = new Mat(64, 64, CvType.CV_8UC3, Scalar.all(0));

  private static List<Face> detect(Mat photo, FakeNetwork.Drawing drawing) {
    try (RetinaFaceDetector detector = new RetinaFaceDetector(new FakeNetwork(drawing))) {
      return detector.detect(photo, 0.9);
    }
  }

  @Test
  void offsetsMoveAndGrowTheAnchor() {
    Face face =
        detect(
                photo,
                (loc, conf, landms) -> {
                  conf[1] = 0.95f;
                  loc[0] = 5; // 5 * 0.1 * 16 = 8 px to the right
                  loc[3] = (float) (Math.log(2) / 0.2); // twice as high
                  landms[4] = -2.5f; // nose 4 px to the left
                  landms[9] = 10; // right mouth corner 16 px down
                })
            .get(0);
    assertEquals(4, face.box().x1(), 1e-4);
    assertEquals(20, face.box().x2(), 1e-4);
    assertEquals(-12, face.box().y1(), 1e-4);
    assertEquals(20, face.box().y2(), 1e-4);
    assertEquals(0.95, face.score(), 1e-6);
    assertEquals(4, face.landmarks().leftEye().x(), 1e-4);
    assertEquals(0, face.landmarks().nose().x(), 1e-4);
    assertEquals(20, face.landmarks().rightMouth().y(), 1e-4);
  }

  @Test
  void facesComeInDescendingScoreAndNotAtTheThresholdItself() {
    List<Face> faces =
        detect(
            photo,
            (loc, conf, landms) -> {
              conf[1] = 0.91f;
              conf[2 * 60 + 1] = 0.99f;
              conf[2 * 100 + 1] = 0.9f - 1e-6f;
            });
    assertEquals(List.of(0.99, 0.91), faces.stream().map(f -> round(f.score())).toList());
  }

  @Test
  void ofOverlappingBoxesTheSurestStays() {
    List<Face> faces =
        detect(
            photo,
            (loc, conf, landms) -> {
              conf[1] = 0.95f;
              conf[5] = 0.97f;
              loc[8] = -5; // lies on anchor 0 now
            });
    assertEquals(1, faces.size());
    assertEquals(0.97, faces.get(0).score(), 1e-6);
  }

  @Test
  void facesOfAShrunkPhotoAreInPhotoPixelsWithTheirScoresAsTheyAre() {
    Mat large = new Mat(1500, 2000, CvType.CV_8UC3, Scalar.all(0));
    Face face = detect(large, (loc, conf, landms) -> conf[1] = 0.95f).get(0);
    assertEquals(8, face.landmarks().nose().x(), 1e-3);
    assertEquals(8, face.landmarks().nose().y(), 1e-3);
    assertEquals(32, face.box().width(), 1e-3);
    assertEquals(0.95, face.score(), 1e-6);
  }

  @Test
  void atMost750FacesOf5000CandidatesComeOut() {
    Mat wide = new Mat(1000, 1000, CvType.CV_8UC3, Scalar.all(0));
    FakeNetwork.Drawing everywhere =
        (loc, conf, landms) -> {
          for (int i = 0; i < conf.length / 2; i++) {
            conf[2 * i + 1] = 0.95f + i * 1e-6f;
            loc[4 * i + 2] = -20; // small enough not to overlap
            loc[4 * i + 3] = -20;
          }
        };
    assertEquals(750, detect(wide, everywhere).size());
    int n = new AnchorGrid(1000, 1000).count();
    float[] conf = new float[2 * n];
    everywhere.draw(new float[4 * n], conf, new float[10 * n]);
    List<Tensor> outputs =
        List.of(
            new Tensor(FloatBuffer.allocate(4 * n), 1, n, 4),
            new Tensor(FloatBuffer.wrap(conf), 1, n, 2),
            new Tensor(FloatBuffer.allocate(10 * n), 1, n, 10));
    List<Face> candidates =
        new RetinaFaceDecoder(outputs, 1000, 1000).faces(0.9, RetinaFaceConstants.TOP_K);
    assertEquals(5000, candidates.size());
    assertEquals(0.95 + (n - 1) * 1e-6, candidates.get(0).score(), 1e-6);
  }

  @Test
  void aBoxThatIsNoNumberIsNoFace() {
    List<Face> faces =
        detect(
            photo,
            (loc, conf, landms) -> {
              conf[1] = 0.99f;
              loc[2] = Float.NaN;
              conf[2 * 40 + 1] = 0.98f;
              loc[4 * 40 + 3] = Float.POSITIVE_INFINITY;
              conf[2 * 60 + 1] = Float.NaN;
            });
    assertEquals(List.of(), faces);
  }

  @Test
  void aNetworkOfAnotherKindIsRefused() {
    Network other =
        new Network() {
          @Override
          public List<Tensor> run(Tensor input) {
            return List.of(new Tensor(FloatBuffer.allocate(3), 1, 3));
          }

          @Override
          public String description() {
            return "";
          }

          @Override
          public void close() {}
        };
    try (RetinaFaceDetector detector = new RetinaFaceDetector(other)) {
      Exception e = assertThrows(IllegalArgumentException.class, () -> detector.detect(photo, 0.9));
      assertTrue(e.getMessage().contains("RetinaFace"), e.getMessage());
    }
  }

  @Test
  void closesItsNetwork() {
    FakeNetwork network = new FakeNetwork((loc, conf, landms) -> {});
    new RetinaFaceDetector(network).close();
    assertTrue(network.closed);
  }

  private static double round(double score) {
    return Math.rint(score * 100) / 100;
  }
}
