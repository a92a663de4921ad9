package io.gpen.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.Landmarks;
import io.gpen.face.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaceSelectionTest {

  private final Face narrow = face(0, 0, 30, 100);
  private final Face large = face(200, 0, 280, 80);
  private final Face middling = face(90, 90, 130, 130);
  private final List<Face> faces = List.of(narrow, large, middling);

  private static Face face(double x1, double y1, double x2, double y2) {
    Point p = new Point(x1, y1);
    return new Face(new FaceBox(x1, y1, x2, y2), 0.99, new Landmarks(p, p, p, p, p));
  }

  @Test
  void theShorterSideDecidesWhatIsTooSmall() {
    assertEquals(List.of(large, middling), FaceSelection.atLeast(faces, 40));
    assertEquals(faces, FaceSelection.atLeast(faces, 30));
    assertEquals(List.of(large), FaceSelection.atLeast(faces, 40.5));
  }

  @Test
  void theLargestStayInTheirOrder() {
    assertEquals(List.of(narrow, large), FaceSelection.largest(faces, 2));
    assertEquals(List.of(large), FaceSelection.largest(faces, 1));
    assertEquals(faces, FaceSelection.largest(faces, Integer.MAX_VALUE));
  }

  @Test
  void ofEqualFacesTheEarlierStay() {
    Face same = face(500, 500, 580, 580);
    assertEquals(List.of(large), FaceSelection.largest(List.of(large, same), 1));
  }

  @Test
  void theNearestToThePointStays() {
    assertEquals(List.of(middling), FaceSelection.nearest(faces, new Point(150, 100)));
    assertEquals(List.of(), FaceSelection.nearest(List.of(), new Point(150, 100)));
  }
}
