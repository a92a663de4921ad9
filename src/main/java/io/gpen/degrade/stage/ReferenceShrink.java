package io.gpen.degrade.stage;

import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Shrinks a picture by bilinear sampling, without averaging, as the reference does.
 *
 * @param downscale how many times smaller; below 1 the picture is enlarged. Sides are rounded down,
 *     but never below one pixel
 */
public record ReferenceShrink(double downscale) implements Stage {

  /** Checks the range. */
  public ReferenceShrink {
    Require.positive("downscale", downscale);
  }

  @Override
  public Pixels apply(Pixels picture) {
    return resized(picture, shrunkSide(picture.width()), shrunkSide(picture.height()));
  }

  /**
   * The largest whole number of factors in a side, by the exact remainder: 256 by 1.6 is 159, as
   * the float64 nearest to 1.6 is above it, though the rounded quotient is 160.
   */
  private int shrunkSide(int pixels) {
    return (int) Math.max(1, Math.rint((pixels - pixels % downscale) / downscale));
  }

  /** {@return a picture of another size, bilinearly by OpenCV} */
  static Pixels resized(Pixels picture, int width, int height) {
    Mat image = picture.toValues();
    Mat resized = new Mat();
    try {
      Imgproc.resize(image, resized, new Size(width, height), 0, 0, Imgproc.INTER_LINEAR);
      return Pixels.ofValues(resized);
    } finally {
      image.release();
      resized.release();
    }
  }
}
