package io.gpen.align;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.gpen.Shared;
import io.gpen.face.Point;
import io.gpen.face.SimilarityTransform;
import io.gpen.face.StoredFaces;
import io.gpen.face.StoredFaces.StoredMatrix;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimilarityEstimateTest {

  private static final List<Point> TEMPLATE = FaceTemplate.points(512);

  @Test
  void everyStoredFaceLiesWithinAHundredthOfAPixelOfTheReference() {
    double largest = 0;
    int count = 0;
    for (List<StoredMatrix> photo : StoredFaces.matrices()) {
      for (StoredMatrix stored : photo) {
        SimilarityTransform own =
            SimilarityEstimate.between(stored.landmarks().points(), TEMPLATE).orElseThrow();
        largest = Math.max(largest, shift(own, stored.cropping()));
        largest = Math.max(largest, shift(own, stored.pasting()));
        count++;
      }
    }
    System.out.printf("similarity of %d faces: largest shift %.2g crop px%n", count, largest);
    assertEquals(68, count);
    assertTrue(largest < 0.01, "shift " + largest);
  }

  @Test
  void theSpecialPointSetsComeOutAsInTheReference() {
    int count = 0;
    for (JsonElement element :
        Shared.json("vectors/align/manifest.json").getAsJsonArray("special")) {
      JsonObject special = element.getAsJsonObject();
      String name = special.get("name").getAsString();
      List<Point> points = StoredFaces.landmarks(special.getAsJsonArray("points")).points();
      Optional<SimilarityTransform> own = SimilarityEstimate.between(points, TEMPLATE);
      count++;
      if (special.get("matrix").isJsonNull()) {
        assertTrue(own.isEmpty(), name);
        continue;
      }
      SimilarityTransform expected =
          StoredFaces.similarity(StoredFaces.rows(special.getAsJsonArray("matrix")));
      double shift = shift(own.orElseThrow(), expected);
      System.out.printf("similarity, %s: shift %.2g crop px%n", name, shift);
      assertTrue(shift < 0.01, name + ": shift " + shift);
    }
    assertEquals(6, count);
  }

  @Test
  void pointsThatDetermineNothingGiveNothing() {
    Point p = new Point(37.1, 80.3);
    assertTrue(SimilarityEstimate.between(Collections.nCopies(5, p), TEMPLATE).isEmpty());
    Point none = new Point(Double.NaN, 3);
    assertTrue(
        SimilarityEstimate.between(List.of(none, p, TEMPLATE.get(0), TEMPLATE.get(1), p), TEMPLATE)
            .isEmpty());
    Point far = new Point(Double.POSITIVE_INFINITY, 3);
    assertTrue(
        SimilarityEstimate.between(List.of(far, p, TEMPLATE.get(0), TEMPLATE.get(1), p), TEMPLATE)
            .isEmpty());
  }

  /** The largest distance over the corners of the crop between two ways back and forth. */
  private static double shift(SimilarityTransform own, SimilarityTransform reference) {
    double largest = 0;
    for (int corner = 0; corner < 4; corner++) {
      Point inCrop = new Point(corner % 2 * 511, corner / 2 * 511);
      Point inPhoto = reference.inverse().apply(inCrop);
      largest = Math.max(largest, own.apply(inPhoto).distance(inCrop));
    }
    return largest;
  }
}
