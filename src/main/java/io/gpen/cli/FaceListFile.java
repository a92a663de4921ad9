package io.gpen.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.Landmarks;
import io.gpen.face.Point;
import io.gpen.files.TextFile;
import io.gpen.restore.FaceList;
import io.gpen.text.Wording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@code gpen detect} wrote and somebody may have edited: a line of JSON a photo. */
final class FaceListFile {

  private FaceListFile() {}

  /**
   * {@return the faces of the photos in a file; lines of photos that could not be read list none}
   *
   * @throws IOException if it cannot be read or a line is not as gpen detect writes it; the message
   *     names the line
   */
  static FaceList read(Path file) throws IOException {
    Map<Path, FaceList.Entry> photos = new HashMap<>();
    List<String> lines = TextFile.read(file).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        try {
          add(JsonParser.parseString(lines.get(i)).getAsJsonObject(), photos);
        } catch (RuntimeException e) {
          throw new IOException(
              Wording.format("line %d is not as gpen detect writes it", i + 1), e);
        }
      }
    }
    return FaceList.of(photos);
  }

  private static void add(JsonObject photo, Map<Path, FaceList.Entry> photos) {
    if (photo.has(FaceListing.ERROR)) {
      return;
    }
    List<Face> faces = new ArrayList<>();
    photo.getAsJsonArray("faces").forEach(face -> faces.add(face(face.getAsJsonObject())));
    photos.put(
        Path.of(photo.get("file").getAsString()),
        new FaceList.Entry(
            photo.get("width").getAsInt(), photo.get("height").getAsInt(), List.copyOf(faces)));
  }

  /** A face that somebody has drawn by hand needs no score. */
  private static Face face(JsonObject face) {
    JsonArray box = face.getAsJsonArray("box");
    JsonObject points = face.getAsJsonObject("landmarks");
    List<Point> five =
        FaceListing.POINTS.stream().map(name -> point(points.getAsJsonArray(name))).toList();
    return new Face(
        new FaceBox(number(box, 0), number(box, 1), number(box, 2), number(box, 3)),
        face.has("score") ? face.get("score").getAsDouble() : 1,
        new Landmarks(five.get(0), five.get(1), five.get(2), five.get(3), five.get(4)));
  }

  private static Point point(JsonArray point) {
    return new Point(number(point, 0), number(point, 1));
  }

  private static double number(JsonArray array, int index) {
    return array.get(index).getAsDouble();
  }
}
