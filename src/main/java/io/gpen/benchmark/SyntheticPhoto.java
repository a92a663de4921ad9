package io.gpen.benchmark;

import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.Landmarks;
import io.gpen.face.Point;
import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoFormat;
import io.gpen.image.io.PhotoWriter;
import io.gpen.image.metadata.PhotoMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * A generated photo: coloured clouds with grain, about as hard to compress as a photograph, and
 * positions in it that stand for faces.
 *
 * @param width in pixels
 * @param height in pixels
 * @param faces their positions in pixels of the photo
 * @param seed of the pixels
 */
record SyntheticPhoto(int width, int height, List<Face> faces, int seed) {

  private static final int CLOUD = 8;
  private static final double GRAIN = 6;

  /** The rotation of the faces in radians, alternating in sign. */
  private static final double TURN = 0.2;

  private static final double SCORE = 0.99;

  /** Eyes, nose and mouth corners relative to the box. */
  private static final double[][] POINTS = {
    {0.31, 0.40}, {0.69, 0.40}, {0.50, 0.60}, {0.35, 0.78}, {0.65, 0.78}
  };

  /**
   * {@return a photo with faces in a grid, with evenly spread sizes}
   *
   * @param faces how many
   * @param smallest the side of the smallest face's box in pixels
   * @param largest the side of the largest face's box in pixels
   */
  static SyntheticPhoto of(int width, int height, int faces, double smallest, double largest) {
    int columns = (int) Math.ceil(Math.sqrt(faces * (double) width / height));
    int rows = columns == 0 ? 0 : (faces + columns - 1) / columns;
    List<Face> positions = new ArrayList<>();
    for (int i = 0; i < faces; i++) {
      double side = smallest + (largest - smallest) * (i + 0.5) / faces;
      double x = width * (i % columns + 0.5) / columns;
      double y = height * (i / columns + 0.5) / rows;
      positions.add(face(x, y, side, i % 2 == 0 ? TURN : -TURN));
    }
    return new SyntheticPhoto(width, height, List.copyOf(positions), 0);
  }

  /** {@return the same photo with other pixels} */
  SyntheticPhoto withSeed(int other) {
    return new SyntheticPhoto(width, height, faces, other);
  }

  private static Face face(double x, double y, double side, double turn) {
    Point[] points = new Point[POINTS.length];
    for (int i = 0; i < points.length; i++) {
      double dx = (POINTS[i][0] - 0.5) * side;
      double dy = (POINTS[i][1] - 0.5) * side;
      points[i] =
          new Point(
              x + dx * Math.cos(turn) - dy * Math.sin(turn),
              y + dx * Math.sin(turn) + dy * Math.cos(turn));
    }
    return new Face(
        new FaceBox(x - side / 2, y - side / 2, x + side / 2, y + side / 2),
        SCORE,
        new Landmarks(points[0], points[1], points[2], points[3], points[4]));
  }

  /** {@return the pixels, 8-bit BGR, which the caller owns} */
  Mat pixels() {
    Core.setRNGSeed(seed);
    Mat coarse = new Mat(Math.max(2, height / CLOUD), Math.max(2, width / CLOUD), CvType.CV_8UC3);
    Mat photo = new Mat();
    Mat grain = new Mat(height, width, CvType.CV_8UC3);
    try {
      Core.randu(coarse, 0, 256);
      Imgproc.GaussianBlur(coarse, coarse, new Size(5, 5), 0);
      Imgproc.resize(coarse, photo, new Size(width, height), 0, 0, Imgproc.INTER_CUBIC);
      Core.randn(grain, GRAIN, GRAIN);
      Core.add(photo, grain, photo);
      return photo;
    } finally {
      coarse.release();
      grain.release();
    }
  }

  /** {@return the photo as a JPEG file} */
  byte[] jpeg() {
    try (Photo photo =
        new Photo(
            pixels(), Optional.empty(), PhotoFormat.JPEG, false, PhotoMetadata.NONE, List.of())) {
      return PhotoWriter.encode(photo, OutputOptions.DEFAULTS).bytes();
    }
  }
}
