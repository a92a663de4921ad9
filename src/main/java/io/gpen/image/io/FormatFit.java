package io.gpen.image.io;

import io.gpen.image.FormatLimits;
import io.gpen.image.Photo;
import io.gpen.image.PhotoFormat;
import io.gpen.image.Pixels;
import io.gpen.image.metadata.IccProfile;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.text.Wording;
import java.util.Optional;
import java.util.function.Consumer;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * Brings a photo into a form that a format can carry.
 *
 * @param format the format
 * @param limits what it can hold
 * @param warnings receives what it cannot carry
 */
record FormatFit(PhotoFormat format, FormatLimits limits, Consumer<String> warnings) {

  /** {@return the pixels to be encoded, owned by the caller and independent of the photo's life} */
  Pixels pixels(Photo photo) {
    boolean narrowed = photo.colour().depth() == CvType.CV_16U && !limits.sixteenBits();
    if (narrowed) {
      warnings.accept(
          Wording.format(
              "%s holds 8 bits per channel: the 16-bit values were rounded.",
              format.displayName()));
    }
    Optional<Mat> alpha = photo.alpha();
    boolean unspecified = photo.metadata().unspecifiedChannel();
    if (alpha.isPresent() && !unspecified && !limits.alpha()) {
      warnings.accept(
          Wording.format(
              "%s holds no transparency: the alpha channel was left out.", format.displayName()));
      alpha = Optional.empty();
    } else if (alpha.isPresent() && unspecified && format != PhotoFormat.TIFF) {
      warnings.accept(
          Wording.format(
              "%s holds no channel without a stated meaning, such as infrared: it was left out.",
              format.displayName()));
      alpha = Optional.empty();
    }
    // A grey picture cannot have a profile for colour, which a palette of greys may have had.
    boolean colourProfile = photo.metadata().icc().filter(IccProfile::isForRgb).isPresent();
    boolean spread = photo.isGrey() && (limits.grey() ? colourProfile : alpha.isPresent());
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

  /**
   * {@return the metadata without a profile for other channels than those of the pixels}
   *
   * @param fitted the pixels to be encoded
   */
  PhotoMetadata metadata(PhotoMetadata metadata, Pixels fitted) {
    boolean grey = limits.grey() && fitted.colour().channels() == 1;
    boolean fits =
        metadata.icc().isEmpty()
            || metadata
                .icc()
                .filter(grey ? IccProfile::isForGrey : IccProfile::isForRgb)
                .isPresent();
    if (fits) {
      return metadata;
    }
    warnings.accept(
        Wording.format(
            "The ICC profile is not for %s pixels and was left out.", grey ? "grey" : "RGB"));
    return metadata.withIcc(Optional.empty());
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
