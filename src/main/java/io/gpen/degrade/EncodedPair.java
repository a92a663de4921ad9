package io.gpen.degrade;

import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoFormat;
import io.gpen.image.PhotoWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * A picture and its degraded copy as PNG files, with the photo's colour profile and no other
 * metadata.
 *
 * @param width in pixels
 * @param height in pixels
 * @param clear the file of the picture
 * @param degraded the file of its copy
 */
record EncodedPair(int width, int height, byte[] clear, byte[] degraded) {

  private static final OutputOptions ONLY_PROFILE =
      new OutputOptions(Optional.empty(), OutputOptions.DEFAULTS.quality(), true);

  /**
   * {@return the pair of a photo}
   *
   * @param photo the photo, taken as upright 8-bit colours without alpha; left as it is
   * @param longerSide what a longer photo is made smaller to
   * @param numbers the degradation
   */
  static EncodedPair of(Photo photo, OptionalInt longerSide, Degradation numbers) {
    Mat picture = photo.toBgr8();
    try {
      shrink(picture, longerSide);
      try (DegradedPair pair = Degrader.degrade(picture, numbers)) {
        return new EncodedPair(
            picture.cols(), picture.rows(), png(photo, pair.clear()), png(photo, pair.degraded()));
      }
    } finally {
      picture.release();
    }
  }

  private static void shrink(Mat picture, OptionalInt longerSide) {
    int longer = Math.max(picture.cols(), picture.rows());
    if (longerSide.isEmpty() || longerSide.getAsInt() >= longer) {
      return;
    }
    double factor = (double) longerSide.getAsInt() / longer;
    Size size =
        new Size(
            Math.max(1, Math.rint(picture.cols() * factor)),
            Math.max(1, Math.rint(picture.rows() * factor)));
    Imgproc.resize(picture, picture, size, 0, 0, Imgproc.INTER_AREA);
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
