package io.gpen.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.gpen.detect.FaceDetector;
import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.Point;
import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.image.io.PhotoReader;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/** Finds the faces of one photo after the other and puts them into JSON. */
final class FaceListing {

  /** The member that a photo has instead of faces if it cannot be read. */
  static final String ERROR = "error";

  private static final List<String> POINTS =
      List.of("leftEye", "rightEye", "nose", "leftMouth", "rightMouth");

  private final FaceDetector detector;
  private final double minScore;
  private final long maxPixels;

  FaceListing(FaceDetector detector, double minScore, long maxPixels) {
    this.detector = detector;
    this.minScore = minScore;
    this.maxPixels = maxPixels;
  }

  /**
   * {@return what is in a photo, or what is wrong with it}
   *
   * @param file the photo
   * @param drawings receives the photo and its faces
   */
  JsonObject of(Path file, Optional<FaceDrawings> drawings) {
    JsonObject line = new JsonObject();
    line.addProperty("file", file.toString());
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // Opening a pipe would wait for ever.
      line.addProperty(ERROR, "it is no regular file, or a folder that cannot be read");
      return line;
    }
    try (Photo photo = PhotoReader.read(Files.readAllBytes(file), maxPixels)) {
      Mat pixels = photo.toBgr8();
      try {
        List<Face> faces = detector.detect(pixels, minScore);
        line.addProperty("width", photo.width());
        line.addProperty("height", photo.height());
        line.add("faces", json(faces));
        if (drawings.isPresent()) {
          drawings.get().draw(file, pixels, faces);
        }
      } finally {
        pixels.release();
      }
    } catch (PhotoException e) {
      line.addProperty(ERROR, e.getMessage());
    } catch (NoSuchFileException e) {
      line.addProperty(ERROR, "there is no such file");
    } catch (AccessDeniedException e) {
      line.addProperty(ERROR, "it may not be read or written: " + e.getMessage());
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // Native libraries and networks fail in their own ways; the other photos go on.
      line.addProperty(ERROR, e.toString());
    }
    return line;
  }

  private static JsonArray json(List<Face> faces) {
    JsonArray array = new JsonArray();
    for (Face face : faces) {
      JsonObject object = new JsonObject();
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
