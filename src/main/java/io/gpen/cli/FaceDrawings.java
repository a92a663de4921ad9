package io.gpen.cli;

import io.gpen.batch.scan.SidePictureName;
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
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Writes pictures with boxes, landmarks and numbers drawn into them. */
final class FaceDrawings {

  private static final Scalar BOX = new Scalar(0, 220, 0);
  private static final Scalar POINT = new Scalar(0, 0, 255);

  /** The part of a face's width that a dot's radius is. */
  private static final double DOT = 0.02;

  private static final Scalar DIGIT = new Scalar(0, 0, 0);

  /** The part of a face's width that the height of its number is, and the least height. */
  private static final double DIGITS = 0.2;

  private static final double MIN_DIGITS = 9;

  /** The height of a digit in units of the width of its lines. */
  private static final double DIGITS_PER_LINE = 8;

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
      for (int i = 0; i < faces.size(); i++) {
        draw(pixels, faces.get(i), i + 1);
      }
      Files.createDirectories(folder);
      Imgcodecs.imencode(".png", pixels, png);
      AtomicFile.write(folder.resolve(freeName(file.getFileName().toString())), png.toArray());
    } finally {
      pixels.release();
      png.release();
    }
  }

  private static void draw(Mat pixels, Face face, int number) {
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
    drawNumber(pixels, face, number);
  }

  /**
   * Below the box or, at the lower edge, in it; dark on a light ground, to be read on any photo.
   */
  private static void drawNumber(Mat pixels, Face face, int number) {
    String text = Integer.toString(number);
    double size = Math.max(MIN_DIGITS, face.box().width() * DIGITS);
    int line = (int) Math.max(1, Math.round(size / DIGITS_PER_LINE));
    double scale = Imgproc.getFontScaleFromHeight(Imgproc.FONT_HERSHEY_SIMPLEX, (int) size, line);
    Size ground = Imgproc.getTextSize(text, Imgproc.FONT_HERSHEY_SIMPLEX, scale, line, null);
    double x = Math.max(0, Math.min(pixels.cols() - ground.width, face.box().x1()));
    double bottom = Math.min(pixels.rows() - 1, face.box().y2() + ground.height + 3 * line);
    Imgproc.rectangle(
        pixels,
        new Point(x, bottom - ground.height - 2 * line),
        new Point(x + ground.width, bottom),
        BOX,
        Imgproc.FILLED);
    Imgproc.putText(
        pixels,
        text,
        new Point(x, bottom - line),
        Imgproc.FONT_HERSHEY_SIMPLEX,
        scale,
        DIGIT,
        line,
        Imgproc.LINE_AA);
  }

  /** Photos of the same name from several folders do not overwrite each other. */
  private String freeName(String name) {
    for (int copy = 1; ; copy++) {
      String free = SidePictureName.drawing(name, copy);
      if (written.add(free.toLowerCase(Locale.ROOT))) {
        return free;
      }
    }
  }
}
