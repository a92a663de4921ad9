package io.gpen.align;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.gpen.Shared;
import io.gpen.face.AlignedFace;
import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.Landmarks;
import io.gpen.face.Pictures;
import io.gpen.face.Point;
import io.gpen.face.SimilarityTransform;
import io.gpen.face.StoredFaces;
import io.gpen.face.StoredFaces.StoredMatrix;
import io.gpen.image.OpenCv;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;

class FaceAlignerTest {

  static {
    OpenCv.load();
  }

  private static final Face ANY = face(List.of(new Point(0, 0), new Point(1, 1)));

  private static Face face(List<Point> points) {
    Point p = points.get(0);
    Landmarks landmarks = new Landmarks(p, points.get(1), p, p, p);
    return new Face(new FaceBox(0, 0, 1, 1), 1, landmarks);
  }

  static List<JsonObject> crops() {
    return Shared.json("vectors/align/manifest.json").getAsJsonArray("crops").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("crops")
  void withTheStoredMatrixACropIsTheReferencesToTheByte(JsonObject stored) {
    String name = stored.get("photo").getAsString().replace("testphoto/", "");
    Mat expected = Pictures.bgr(Shared.file("vectors/align/" + stored.get("file").getAsString()));
    Mat photo = Pictures.testphoto(name);
    StoredMatrix matrix = StoredFaces.matricesOf(name).get(stored.get("face").getAsInt());
    FaceAligner aligner = new FaceAligner(512);
    try (AlignedFace exact = aligner.crop(photo, ANY, matrix.cropping())) {
      assertEquals(0, Pictures.maxDifference(expected, exact.crop()), name);
    }
    SimilarityTransform own =
        SimilarityEstimate.between(matrix.landmarks().points(), FaceTemplate.points(512))
            .orElseThrow();
    try (AlignedFace crop = aligner.crop(photo, ANY, own)) {
      double[] apart = Pictures.difference(expected, crop.crop());
      System.out.printf(
          "crop of %s: exact with the stored matrix; own: %.0f levels, mean %.2g%n",
          name, apart[0], apart[1]);
      assertTrue(apart[0] <= 4 && apart[1] < 0.01, name);
    }
  }

  @Test
  void whatLiesOutsideThePhotoIsBlack() {
    Mat photo = new Mat(100, 100, CvType.CV_8UC3, Scalar.all(200));
    SimilarityTransform half = new SimilarityTransform(1, 0, 32, 0);
    try (AlignedFace face = new FaceAligner(64).crop(photo, ANY, half)) {
      assertEquals(0, Core.sumElems(face.crop().submat(new Rect(0, 0, 31, 64))).val[0]);
      Mat inside = face.crop().submat(new Rect(33, 0, 31, 64));
      assertEquals(200, Core.mean(inside).val[2], 1e-9);
    }
    SimilarityTransform beside = new SimilarityTransform(1, 0, 1000, 0);
    try (AlignedFace face = new FaceAligner(64).crop(photo, ANY, beside)) {
      assertEquals(0, Core.sumElems(face.crop()).val[0]);
    }
  }

  @Test
  void facesFarOutInAPanoramaAreCutOutWhereTheyAre() {
    Mat panorama = new Mat(80, 40000, CvType.CV_8UC3, Scalar.all(0));
    panorama.submat(new Rect(39000, 10, 20, 20)).setTo(Scalar.all(255));
    SimilarityTransform there = new SimilarityTransform(1, 0, -38990, 0);
    try (AlignedFace face = new FaceAligner(64).crop(panorama, ANY, there)) {
      assertEquals(20 * 20 * 255, Core.sumElems(face.crop()).val[0]);
      assertEquals(255, face.crop().get(15, 15)[0]);
    }
  }

  @Test
  void landmarksInOnePlaceGiveNoTransform() {
    Point p = new Point(37.5, 37.5);
    Face nowhere = new Face(new FaceBox(0, 0, 9, 9), 1, new Landmarks(p, p, p, p, p));
    assertTrue(new FaceAligner(512).toCrop(nowhere).isEmpty());
  }
}
