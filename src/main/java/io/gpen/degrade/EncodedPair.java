package io.gpen.degrade;

import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoFormat;
import io.gpen.image.io.PhotoWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * An image and its degraded copy as PNG files, with the photo's colour profile but no other
 * metadata.
 *
 * @param width in pixels
 * @param height in pixels
 * @param degradation what was done to the image
 * @param clear the PNG file of the image
 * @param degraded the PNG file of the degraded copy
 */
record EncodedPair(int width, int height, Degradation degradation, byte[] clear, byte[] degraded) {

  private static final OutputOptions ONLY_PROFILE =
      new OutputOptions(Optional.empty(), OutputOptions.DEFAULTS.quality(), true);

  /**
   * {@return the pair of a photo}
   *
   * @param photo the photo, used upright, in 8 bits and without alpha; not modified
   * @param settings the size and the parameters
   * @param seed of the degradation
   */
  static EncodedPair of(Photo photo, DegradeSettings settings, long seed) {
    Mat image = photo.toBgr8();
    try {
      shrink(image, settings.size());
      Degradation degradation =
          DegradationDraw.draw(
              settings.effective(), settings.damage(), seed, image.cols(), image.rows());
      try (Degrader.Pair pair = Degrader.degrade(image, degradation)) {
        return new EncodedPair(
            image.cols(),
            image.rows(),
            degradation,
            png(photo, pair.clear()),
            png(photo, pair.degraded()));
      }
    } finally {
      image.release();
    }
  }

  private static void shrink(Mat image, OptionalInt longerSide) {
    int longer = Math.max(image.cols(), image.rows());
    if (longerSide.isEmpty() || longerSide.getAsInt() >= longer) {
      return;
    }
    double factor = (double) longerSide.getAsInt() / longer;
    Size size =
        new Size(
            Math.max(1, Math.rint(image.cols() * factor)),
            Math.max(1, Math.rint(image.rows() * factor)));
    Imgproc.resize(image, image, size, 0, 0, Imgproc.INTER_AREA);
  }

  private static byte[] png(Photo source, Mat pixels) {
    try (Photo copy =
        new Photo(
            pixels.clone(),
            Optional.empty(),
            PhotoFormat.PNG,
            true,
            source.metadata(),
            List.of())) {
      return PhotoWriter.encode(copy, ONLY_PROFILE).bytes();
    }
  }
}
