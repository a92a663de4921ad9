package io.gpen.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.Shared;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.face.Landmarks;
import io.gpen.face.Networks;
import io.gpen.face.Pictures;
import io.gpen.face.Point;
import io.gpen.face.StoredFaces;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;

/**
 * Embeddings of real faces with public weights. Expected figures are from a float64 program in
 * NumPy that was written from the network's description.
 */
class IdentityNetworkTest {

  private static Networks networks;
  private static Network network;
  private static IdentityNetwork identity;

  @BeforeAll
  static void load() throws IOException {
    networks = new Networks();
    network = networks.mobileFaceNet();
    identity = new IdentityNetwork(network);
  }

  @AfterAll
  static void close() throws IOException {
    if (identity != null) {
      identity.close();
    }
    networks.close();
  }

  private static Embedding crop(String name) {
    Mat crop = Pictures.bgr(Shared.file("vectors/" + name + ".png"));
    try {
      return identity.embed(crop);
    } finally {
      crop.release();
    }
  }

  @Test
  void valuesAreThoseOfTheNetwork() {
    Mat face = Pictures.bgr(Shared.file("vectors/inputs/face-256.png"));
    float[] planes = new float[3 * 112 * 112];
    for (int y = 0; y < 112; y++) {
      for (int x = 0; x < 112; x++) {
        double[] bgr = face.get(72 + y, 72 + x);
        for (int c = 0; c < 3; c++) {
          planes[(c * 112 + y) * 112 + x] = (float) (bgr[2 - c] / 255);
        }
      }
    }
    Tensor output = network.run(new Tensor(FloatBuffer.wrap(planes), 1, 3, 112, 112)).get(0);
    assertArrayEquals(new int[] {1, 128}, output.shape());
    assertEquals(0.14973217, output.data().get(0), 1e-5);
    assertEquals(0.01921455, output.data().get(1), 1e-5);
    assertEquals(-0.03276123, output.data().get(60), 1e-5);
    assertEquals(0.13640615, output.data().get(127), 1e-5);
  }

  @Test
  void blurringAFaceChangesItLessThanAnotherPersonIs() {
    Embedding face = crop("inputs/face-512");
    assertEquals(1, face.cosine(face), 1e-5);
    assertEquals(0.9735, face.cosine(crop("metrics/face-512.blurred")), 0.01);
    assertEquals(-0.0702, face.cosine(crop("align/crop-mark-twain-1907-0")), 0.03);
  }

  @Test
  void aFaceInAPhotoIsTheSameAsItsCrop() {
    String name = "astronaut-eileen-collins";
    Landmarks landmarks = StoredFaces.of(name + ".jpg").get(0).landmarks();
    Mat photo = Pictures.testphoto(name + ".jpg");
    try {
      Embedding inPhoto = identity.embed(photo, landmarks);
      assertTrue(inPhoto.cosine(crop("align/crop-" + name + "-0")) > 0.98);
      assertTrue(inPhoto.cosine(crop("align/crop-solvay-1927-0")) < 0.3);
    } finally {
      photo.release();
    }
  }

  @Test
  void facesOutsideThePhotoAndImpossibleOnesDoNotCrash() {
    Mat photo = Pictures.testphoto("solvay-1927.jpg");
    try {
      Landmarks face = StoredFaces.of("solvay-1927.jpg").get(0).landmarks();
      List<Point> far =
          face.points().stream().map(p -> new Point(p.x() - 5000, p.y() - 5000)).toList();
      Embedding black =
          identity.embed(
              photo, new Landmarks(far.get(0), far.get(1), far.get(2), far.get(3), far.get(4)));
      assertEquals(1, black.cosine(black), 1e-5);
      Point p = new Point(3, 3);
      Landmarks onePoint = new Landmarks(p, p, p, p, p);
      assertThrows(IllegalArgumentException.class, () -> identity.embed(photo, onePoint));
    } finally {
      photo.release();
    }
  }
}
