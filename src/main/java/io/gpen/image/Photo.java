package io.gpen.image;

import io.gpen.image.metadata.PhotoMetadata;
import java.util.List;
import java.util.Optional;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * A photograph in memory: upright pixels in the file's own depth and everything else the file said.
 * Owns its native pixels: close it.
 */
public final class Photo implements AutoCloseable {

  private final Mat colour;
  private final Optional<Mat> alpha;
  private final PhotoFormat format;
  private final boolean lossless;
  private final PhotoMetadata metadata;
  private final List<String> warnings;

  /**
   * Takes over the pixels.
   *
   * @param colour grey (1 channel) or BGR (3 channels), 8 or 16 bits unsigned, upright
   * @param alpha opacity of the same size and depth, 1 channel
   * @param format what the pixels came from
   * @param lossless whether that file held its pixels without loss
   * @param metadata what the file said, as it stood in the file (orientation not yet reset)
   * @param warnings what a person should know about the reading, complete sentences without the
   *     name
   */
  public Photo(
      Mat colour,
      Optional<Mat> alpha,
      PhotoFormat format,
      boolean lossless,
      PhotoMetadata metadata,
      List<String> warnings) {
    int depth = colour.depth();
    int channels = colour.channels();
    if (depth != CvType.CV_8U && depth != CvType.CV_16U || channels != 1 && channels != 3) {
      throw new IllegalArgumentException("not a photo: " + CvType.typeToString(colour.type()));
    }
    this.colour = colour;
    this.alpha = alpha;
    this.format = format;
    this.lossless = lossless;
    this.metadata = metadata;
    this.warnings = List.copyOf(warnings);
  }

  /** {@return the pixels without alpha, 1 or 3 channels of 8 or 16 bits; to be read only} */
  public Mat colour() {
    return colour;
  }

  /**
   * {@return the opacity, if the file had one; to be read only. Another channel that is kept beside
   * the colours if {@link PhotoMetadata#unspecifiedChannel} says so}
   */
  public Optional<Mat> alpha() {
    return alpha;
  }

  /** {@return what the pixels came from} */
  public PhotoFormat format() {
    return format;
  }

  /** {@return whether the file held its pixels without loss} */
  public boolean lossless() {
    return lossless;
  }

  /** {@return what the file said} */
  public PhotoMetadata metadata() {
    return metadata;
  }

  /** {@return what a person should know about the reading} */
  public List<String> warnings() {
    return warnings;
  }

  /** {@return those of the warnings that tell of damage to the picture in the file} */
  public List<String> damage() {
    return warnings.stream().filter(PhotoErrors::isDamage).toList();
  }

  /** {@return the width of the upright picture in pixels} */
  public int width() {
    return colour.cols();
  }

  /** {@return the height of the upright picture in pixels} */
  public int height() {
    return colour.rows();
  }

  /** {@return whether there is one channel only} */
  public boolean isGrey() {
    return colour.channels() == 1;
  }

  /** {@return the bytes of native memory that the pixels take} */
  public long pixelBytes() {
    return colour.total() * colour.elemSize() + alpha.map(a -> a.total() * a.elemSize()).orElse(0L);
  }

  /**
   * {@return a new 8-bit BGR picture of the photo, which the caller owns; 16-bit values are divided
   * by 257 and rounded}
   */
  public Mat toBgr8() {
    Mat eight = new Mat();
    if (colour.depth() == CvType.CV_16U) {
      colour.convertTo(eight, CvType.CV_8U, 1.0 / 257);
    } else {
      colour.copyTo(eight);
    }
    if (isGrey()) {
      Imgproc.cvtColor(eight, eight, Imgproc.COLOR_GRAY2BGR);
    }
    return eight;
  }

  /**
   * {@return a photo like this grey one with three equal channels; both are closed separately} A
   * profile of grey levels is left out, as it says nothing about colours.
   */
  public Photo inColour() {
    Mat three = new Mat();
    Imgproc.cvtColor(colour, three, Imgproc.COLOR_GRAY2BGR);
    return new Photo(
        three, alpha.map(Mat::clone), format, lossless, metadata.withoutIcc(), warnings);
  }

  /**
   * {@return a photo like this one with other pixels; alpha is copied, so both are closed
   * separately}
   *
   * @param other pixels of the same size and type as {@link #colour()}, taken over
   */
  public Photo withColour(Mat other) {
    if (!other.size().equals(colour.size()) || other.type() != colour.type()) {
      throw new IllegalArgumentException("the new pixels are of another size or type");
    }
    return new Photo(other, alpha.map(Mat::clone), format, lossless, metadata, warnings);
  }

  /**
   * {@return a photo like this one with more pixels, at the same size in print}
   *
   * @param factor how many times as long both sides are
   * @param pixels of the same type as {@link #colour()}, taken over
   * @param opacity the opacity of that size, taken over
   */
  public Photo enlarged(int factor, Mat pixels, Optional<Mat> opacity) {
    return new Photo(pixels, opacity, format, lossless, metadata.enlarged(factor), warnings);
  }

  @Override
  public void close() {
    colour.release();
    alpha.ifPresent(Mat::release);
  }
}
