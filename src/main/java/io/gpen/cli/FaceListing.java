package io.gpen.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.gpen.api.DetectedFaces;
import io.gpen.api.FaceFinder;
import io.gpen.detect.DetectionOptions;
import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.Point;
import io.gpen.files.FileErrors;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the faces of photos and describes them in JSON. */
final class FaceListing {

  /** The member of a photo that cannot be read, instead of its faces. */
  static final String ERROR = "error";

  /** The landmarks by name, in their order. */
  static final List<String> POINTS =
      List.of("leftEye", "rightEye", "nose", "leftMouth", "rightMouth");

  private final FaceFinder finder;
  private final DetectionOptions options;
  private final Optional<FaceDrawings> drawings;

  FaceListing(FaceFinder finder, DetectionOptions options, Optional<FaceDrawings> drawings) {
    this.finder = finder;
    this.options = options;
    this.drawings = drawings;
  }

  /** {@return what is in a photo, or what is wrong with it} */
  JsonObject of(Path file) {
    JsonObject line = new JsonObject();
    line.addProperty("file", file.toString());
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        // Opening a pipe would block.
        throw new IOException("it is not a regular file, or a folder that cannot be read");
      }
      byte[] bytes = Files.readAllBytes(file);
      DetectedFaces found = finder.find(bytes, options);
      line.addProperty("width", found.width());
      line.addProperty("height", found.height());
      line.add("faces", json(found.faces()));
      if (drawings.isPresent()) {
        drawings.get().draw(file, bytes, found.faces());
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // Native libraries and networks fail in their own ways; the other photos go on.
      line.addProperty(ERROR, reason(e, file));
    }
    return line;
  }

  private static String reason(Throwable thrown, Path photo) {
    if (thrown instanceof FileSystemException e) {
      String reason = FileErrors.reason(e);
      return photo.toString().equals(e.getFile()) ? reason : e.getFile() + ": " + reason;
    }
    if (thrown instanceof OutOfMemoryError) {
      return "there is not enough memory for it";
    }
    return Optional.ofNullable(thrown.getMessage())
        .orElseGet(() -> "internal error: " + thrown.getClass().getSimpleName());
  }

  private static JsonArray json(List<Face> faces) {
    JsonArray array = new JsonArray();
    for (Face face : faces) {
      JsonObject object = new JsonObject();
      object.addProperty("number", array.size() + 1);
      FaceBox box = face.box();
      object.add("box", numbers(box.x1(), box.y1(), box.x2(), box.y2()));
      object.addProperty("score", rounded(face.score(), 1e6));
      JsonObject landmarks = new JsonObject();
      List<Point> points = face.landmarks().points();
      for (int i = 0; i < points.size(); i++) {
        landmarks.add(POINTS.get(i), numbers(points.get(i).x(), points.get(i).y()));
      }
      object.add("landmarks", landmarks);
      array.add(object);
    }
    return array;
  }

  private static JsonArray numbers(double... values) {
    JsonArray array = new JsonArray();
    for (double value : values) {
      array.add(rounded(value, 1e3));
    }
    return array;
  }

  private static double rounded(double value, double scale) {
    return Math.round(value * scale) / scale;
  }
}
