package io.gpen.face;

import io.gpen.Shared;
import io.gpen.image.OpenCv;
import io.gpen.image.Photo;
import io.gpen.image.PhotoFormat;
import io.gpen.image.metadata.PhotoMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** Pictures for tests, and how far two are apart. */
public final class Pictures {

  static {
    OpenCv.load();
  }

  private Pictures() {}

  /** A picture file, 8-bit BGR. */
  public static Mat bgr(Path file) {
    try {
      Mat picture =
          Imgcodecs.imdecode(new MatOfByte(Files.readAllBytes(file)), Imgcodecs.IMREAD_COLOR);
      if (picture.empty()) {
        throw new IllegalArgumentException(file + " is no picture");
      }
      return picture;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A test photograph, 8-bit BGR. */
  public static Mat testphoto(String name) {
    return bgr(Shared.testphoto(name));
  }

  /** A photo of these pixels, taken over. */
  public static Photo photo(Mat pixels) {
    return photo(pixels, Optional.empty());
  }

  /** A photo of these pixels and this opacity, taken over. */
  public static Photo photo(Mat pixels, Optional<Mat> alpha) {
    return new Photo(
        pixels, alpha, PhotoFormat.PNG, true, PhotoMetadata.NONE, List.of("a warning"));
  }

  /** The largest and the mean difference between two pictures of one type, in levels. */
  public static double[] difference(Mat a, Mat b) {
    if (!a.size().equals(b.size()) || a.type() != b.type()) {
      throw new IllegalArgumentException(a + " against " + b);
    }
    Mat apart = new Mat();
    Core.absdiff(a, b, apart);
    Mat flat = apart.reshape(1);
    return new double[] {Core.minMaxLoc(flat).maxVal, Core.sumElems(flat).val[0] / flat.total()};
  }

  /** The largest difference between two pictures of one type, in levels. */
  public static double maxDifference(Mat a, Mat b) {
    return difference(a, b)[0];
  }
}
