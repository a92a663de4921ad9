package io.gpen.image.io;

import io.gpen.image.Photo;
import io.gpen.image.PhotoFormat;
import io.gpen.image.Pixels;
import java.util.Optional;
import java.util.function.Consumer;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** Brings a photo's pixels into a form that a format can carry. */
final class FormatFit {

  private FormatFit() {}

  /**
   * {@return the pixels to be encoded, owned by the caller and independent of the photo's life}
   *
   * @param photo the photo
   * @param format the format
   * @param warnings receives what the format cannot carry
   */
  static Pixels fit(Photo photo, PhotoFormat format, Consumer<String> warnings) {
    boolean sixteen = format == PhotoFormat.PNG || format == PhotoFormat.TIFF;
    boolean narrowed = photo.colour().depth() == CvType.CV_16U && !sixteen;
    if (narrowed) {
      warnings.accept(
          "%s holds 8 bits per channel: the 16-bit values were rounded."
              .formatted(format.displayName()));
    }
    Optional<Mat> alpha = photo.alpha();
    if (alpha.isPresent() && format == PhotoFormat.JPEG) {
      warnings.accept("JPEG holds no transparency: the alpha channel was left out.");
      alpha = Optional.empty();
    }
    boolean greyAlpha = format == PhotoFormat.PNG || format == PhotoFormat.TIFF;
    boolean spread = photo.isGrey() && alpha.isPresent() && !greyAlpha;
    Pixels fitted =
        new Pixels(
            copy(photo.colour(), narrowed, spread),
            alpha.map(a -> copy(a, narrowed, false)),
            false);
    if (format == PhotoFormat.WEBP && photo.lossless() && hidesColours(fitted)) {
      warnings.accept("WebP does not keep the colours of fully transparent pixels.");
    }
    return fitted;
  }

  private static Mat copy(Mat pixels, boolean narrowed, boolean spread) {
    Mat copy = new Mat();
    if (narrowed) {
      pixels.convertTo(copy, CvType.CV_8U, 1.0 / 257);
    } else {
      pixels.assignTo(copy);
    }
    if (spread) {
      Mat three = new Mat();
      Imgproc.cvtColor(copy, three, Imgproc.COLOR_GRAY2BGR);
      copy.release();
      return three;
    }
    return copy;
  }

  private static boolean hidesColours(Pixels pixels) {
    if (pixels.alpha().isEmpty()) {
      return false;
    }
    Mat transparent = new Mat();
    Core.inRange(pixels.alpha().get(), Scalar.all(0), Scalar.all(0), transparent);
    Scalar mean = Core.mean(pixels.colour(), transparent);
    transparent.release();
    return mean.val[0] + mean.val[1] + mean.val[2] > 0;
  }
}
