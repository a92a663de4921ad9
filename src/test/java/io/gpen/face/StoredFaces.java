package io.gpen.face;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.gpen.Shared;
import java.util.ArrayList;
import java.util.List;

/** Faces and matrices of the reference vectors. */
public final class StoredFaces {

  private StoredFaces() {}

  /** A photo of the vectors; {@code made} if it is not that file as it is. */
  public record StoredPhoto(String name, boolean made, int width, int height, List<Face> faces) {}

  /** A similarity of the vectors and its inverse, each as two rows of three. */
  public record StoredMatrix(Landmarks landmarks, double[] toCrop, double[] toPhoto) {

    /** Leads from the photo to the crop, as the reference crops. */
    public SimilarityTransform cropping() {
      return similarity(toCrop);
    }

    /** Leads from the photo to the crop, by inverting what the reference pastes with. */
    public SimilarityTransform pasting() {
      return similarity(toPhoto).inverse();
    }
  }

  /** The photos of {@code retinaface/detections.json}, at score 0.9 or 0.6. */
  public static List<StoredPhoto> detections(String threshold) {
    List<StoredPhoto> photos = new ArrayList<>();
    for (JsonElement element :
        Shared.json("vectors/retinaface/detections.json").getAsJsonArray("photos")) {
      JsonObject photo = element.getAsJsonObject();
      List<Face> faces = new ArrayList<>();
      for (JsonElement face : photo.getAsJsonArray(threshold)) {
        faces.add(face(face.getAsJsonObject()));
      }
      photos.add(
          new StoredPhoto(
              photo.get("photo").getAsString(),
              photo.has("made"),
              photo.get("width").getAsInt(),
              photo.get("height").getAsInt(),
              faces));
    }
    return photos;
  }

  /** The faces of a test photograph at 0.9. */
  public static List<Face> of(String testphoto) {
    return detections("at0.9").stream()
        .filter(p -> !p.made() && p.name().equals("testphoto/" + testphoto))
        .findFirst()
        .orElseThrow()
        .faces();
  }

  /** The matrices of every photo of {@code align/manifest.json}, by order of the detections. */
  public static List<List<StoredMatrix>> matrices() {
    List<List<StoredMatrix>> all = new ArrayList<>();
    for (JsonElement photo : Shared.json("vectors/align/manifest.json").getAsJsonArray("photos")) {
      all.add(matrices(photo.getAsJsonObject()));
    }
    return all;
  }

  /** The matrices of a test photograph. */
  public static List<StoredMatrix> matricesOf(String testphoto) {
    for (JsonElement photo : Shared.json("vectors/align/manifest.json").getAsJsonArray("photos")) {
      JsonObject object = photo.getAsJsonObject();
      if (object.get("photo").getAsString().equals("testphoto/" + testphoto)) {
        return matrices(object);
      }
    }
    throw new IllegalArgumentException(testphoto);
  }

  /** Five points from a JSON array of pairs. */
  public static Landmarks landmarks(JsonArray pairs) {
    List<Point> points = new ArrayList<>();
    for (JsonElement pair : pairs) {
      double[] xy = doubles(pair.getAsJsonArray());
      points.add(new Point(xy[0], xy[1]));
    }
    return new Landmarks(points.get(0), points.get(1), points.get(2), points.get(3), points.get(4));
  }

  /** Two rows of three as a similarity. */
  public static SimilarityTransform similarity(double[] rows) {
    return new SimilarityTransform(rows[0], rows[3], rows[2], rows[5]);
  }

  /** Two rows of three from JSON. */
  public static double[] rows(JsonArray matrix) {
    double[] rows = new double[6];
    for (int i = 0; i < 2; i++) {
      System.arraycopy(doubles(matrix.get(i).getAsJsonArray()), 0, rows, 3 * i, 3);
    }
    return rows;
  }

  private static List<StoredMatrix> matrices(JsonObject photo) {
    List<StoredMatrix> matrices = new ArrayList<>();
    for (JsonElement element : photo.getAsJsonArray("faces")) {
      JsonObject face = element.getAsJsonObject();
      matrices.add(
          new StoredMatrix(
              landmarks(face.getAsJsonArray("landmarks")),
              rows(face.getAsJsonArray("matrix")),
              rows(face.getAsJsonArray("inverse"))));
    }
    return matrices;
  }

  private static Face face(JsonObject json) {
    double[] box = doubles(json.getAsJsonArray("box"));
    return new Face(
        new FaceBox(box[0], box[1], box[2], box[3]),
        json.get("score").getAsDouble(),
        landmarks(json.getAsJsonArray("landmarks")));
  }

  private static double[] doubles(JsonArray array) {
    return array.asList().stream().mapToDouble(JsonElement::getAsDouble).toArray();
  }
}
