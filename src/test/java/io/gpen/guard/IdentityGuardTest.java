package io.gpen.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.align.FaceTemplate;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.face.AlignedFace;
import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.FaceOutcome.Rule;
import io.gpen.face.Landmarks;
import io.gpen.face.Point;
import io.gpen.face.SimilarityTransform;
import io.gpen.identity.IdentityNetwork;
import io.gpen.image.OpenCv;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

class IdentityGuardTest {

  private static final int SIDE = 64;

  @BeforeAll
  static void loadOpenCv() {
    OpenCv.load();
  }

  /** Embeds a face of one colour as its angle: of a level of 90, it is 90 degrees. */
  private static final class Angles implements Network {
    @Override
    public List<Tensor> run(Tensor input) {
      double angle = Math.toRadians(input.data().get(0) * 255);
      float[] direction = {(float) Math.cos(angle), (float) Math.sin(angle)};
      return List.of(new Tensor(FloatBuffer.wrap(direction), 1, 2));
    }

    @Override
    public String description() {
      return "";
    }

    @Override
    public void close() {}
  }

  private static Mat grey(int level) {
    return new Mat(SIDE, SIDE, CvType.CV_8UC3, Scalar.all(level));
  }

  /** {@return what the guard says of a face whose direction turned by some degrees} */
  private static Optional<Objection> check(int degrees, double minCosine) {
    List<Point> five = FaceTemplate.points(SIDE);
    Face face =
        new Face(
            new FaceBox(0, 0, SIDE, SIDE),
            1,
            new Landmarks(five.get(0), five.get(1), five.get(2), five.get(3), five.get(4)));
    IdentityGuard guard = new IdentityGuard(new IdentityNetwork(new Angles()), minCosine);
    try (AlignedFace before =
        new AlignedFace(face, grey(10), new SimilarityTransform(1, 0, 0, 0))) {
      Mat restored = grey(10 + degrees);
      try {
        return guard.check(List.of(new FaceGuard.Pair(before, restored))).get(0);
      } finally {
        restored.release();
      }
    }
  }

  @Test
  void facesOfTheSamePersonPass() {
    assertEquals(Optional.empty(), check(0, 0.3));
    // cos 70 degrees = 0.342
    assertEquals(Optional.empty(), check(70, 0.3));
  }

  @Test
  void facesOfAnotherPersonAreRefusedWithBothFigures() {
    // cos 80 degrees = 0.174
    Objection objection = check(80, 0.3).orElseThrow();
    assertEquals(Rule.IDENTITY, objection.rule());
    assertTrue(objection.reason().contains("similarity 0.17, at least 0.30"), objection.reason());
  }

  @Test
  void theLeastSimilarityIsWhatWasAskedFor() {
    assertEquals(Optional.empty(), check(80, 0.1));
    assertTrue(check(70, 0.4).isPresent());
  }
}
