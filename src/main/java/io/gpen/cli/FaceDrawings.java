package io.gpen.cli;

import io.gpen.face.Face;
import io.gpen.files.AtomicFile;
import io.gpen.image.Photo;
import io.gpen.image.io.PhotoReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Writes pictures with boxes and landmarks drawn into them. */
final class FaceDrawings {

  private static final Scalar BOX = new Scalar(0, 220, 0);
  private static final Scalar POINT = new Scalar(0, 0, 255);

  /** The part of a face's width that a dot's radius is. */
  private static final double DOT = 0.02;

  private final Path folder;
  private final Set<String> written = new HashSet<>();

  FaceDrawings(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes one picture, {@code <name>.faces.png}.
   *
   * @param file the photo
   * @param bytes the bytes of that file
   * @param faces what to draw
   * @throws IOException if the picture cannot be written
   */
  void draw(Path file, byte[] bytes, List<Face> faces) throws IOException {
    try (Photo photo = PhotoReader.read(bytes, Long.MAX_VALUE)) {
      draw(file, photo, faces);
    }
  }

  private void draw(Path file, Photo photo, List<Face> faces) throws IOException {
    Mat pixels = photo.toBgr8();
    MatOfByte png = new MatOfByte();
    try {
      for (Face face : faces) {
        draw(pixels, face);
      }
      Files.createDirectories(folder);
      Imgcodecs.imencode(".png", pixels, png);
      AtomicFile.write(folder.resolve(freeName(file.getFileName().toString())), png.toArray());
    } finally {
      pixels.release();
      png.release();
    }
  }

  private static void draw(Mat pixels, Face face) {
    int line = (int) Math.max(1, Math.round(face.box().width() * DOT));
    Imgproc.rectangle(
        pixels,
        new Point(face.box().x1(), face.box().y1()),
        new Point(face.box().x2(), face.box().y2()),
        BOX,
        line);
    for (io.gpen.face.Point point : face.landmarks().points()) {
      Imgproc.circle(pixels, new Point(point.x(), point.y()), line + 1, POINT, Imgproc.FILLED);
    }
  }

  /** Photos of the same name from several folders do not overwrite each other. */
  private String freeName(String name) {
    String free = name + ".faces.png";
    for (int i = 2; !written.add(free.toLowerCase(Locale.ROOT)); i++) {
      free = name + "." + i + ".faces.png";
    }
    return free;
  }
}
