package io.gpen.image.io;

import io.gpen.image.OpenCv;
import io.gpen.image.Orientation;
import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoException.Kind;
import io.gpen.image.PhotoHeader;
import io.gpen.image.PhotoSource;
import io.gpen.image.Pixels;
import io.gpen.image.StoredPicture;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.text.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/**
 * Reads photos of every supported format, told by content. Missing picture data are a failure,
 * lesser damage becomes a warning of the photo. The 8-bit colours of a sound JPEG, PNG or WebP file
 * are those that OpenCV's {@code imread} gives with IMREAD_COLOR; inks go through the profile.
 */
public final class PhotoReader implements PhotoSource {

  /** The limits of OpenCV (loadsave.cpp: CV_IO_MAX_IMAGE_PIXELS) and libpng (a million a side). */
  private static final int MAX_SIDE = 1_000_000;

  private static final long MAX_PIXELS = 1L << 30;

  private final StoredPicture picture;

  private PhotoReader(StoredPicture picture) {
    this.picture = picture;
  }

  /**
   * Parses a file and refuses a photo that is too large. No pixel is decoded.
   *
   * @param file the whole file
   * @param maxPixels the largest number of pixels to be decoded
   * @return the photo to be decoded
   * @throws PhotoException if it is no picture, of an unsupported kind, too large, or its header is
   *     damaged
   */
  public static PhotoReader open(byte[] file, long maxPixels) {
    StoredPicture picture = Formats.of(file).parse(file);
    refuseTooLarge(picture.header(), maxPixels);
    return new PhotoReader(picture);
  }

  /**
   * {@return what a file's header says; no pixel is decoded}
   *
   * @param file the whole file
   * @throws PhotoException as {@link #open}
   */
  public static PhotoHeader header(byte[] file) {
    return open(file, Long.MAX_VALUE).header();
  }

  /**
   * {@return all metadata of a file; no pixel is decoded}
   *
   * @param file the whole file
   * @throws PhotoException as {@link #open}
   */
  public static PhotoMetadata metadata(byte[] file) {
    return open(file, Long.MAX_VALUE).picture.metadata();
  }

  /**
   * Reads a photo in one step.
   *
   * @param file the whole file
   * @param maxPixels the largest number of pixels to be decoded
   * @return the photo, to be closed by the caller
   * @throws PhotoException as {@link #open} and {@link #read()}
   */
  public static Photo read(byte[] file, long maxPixels) {
    return open(file, maxPixels).read();
  }

  @Override
  public PhotoHeader header() {
    return picture.header();
  }

  @Override
  public Photo read() {
    PhotoMetadata metadata = picture.metadata();
    List<String> warnings = new ArrayList<>(metadata.warnings());
    OpenCv.load();
    try (Pixels stored = picture.decode(metadata.icc(), warnings::add)) {
      return upright(stored, stored.convertedToSrgb() ? metadata.withoutIcc() : metadata, warnings);
    }
  }

  private Photo upright(Pixels stored, PhotoMetadata metadata, List<String> warnings) {
    int orientation = metadata.orientation();
    Mat colour = Orientation.upright(stored.colour(), orientation);
    try {
      Optional<Mat> alpha = stored.alpha().map(a -> Orientation.upright(a, orientation));
      return new Photo(colour, alpha, header().format(), picture.lossless(), metadata, warnings);
    } catch (RuntimeException | Error e) {
      colour.release();
      throw e;
    }
  }

  /**
   * Refuses a photo that is too large, before anything of it is decoded.
   *
   * @param header what its header says
   * @param maxPixels the largest number of pixels to be decoded
   * @throws PhotoException if it has more, or more than can be decoded at all
   */
  public static void refuseTooLarge(PhotoHeader header, long maxPixels) {
    String size =
        Wording.format(
            "the picture has %d x %d pixels (%.1f megapixels), more than ",
            header.width(), header.height(), header.pixels() / 1e6);
    if (header.pixels() > maxPixels) {
      throw new PhotoException(
          Kind.TOO_LARGE,
          size
              + Wording.format(
                  "the %.1f megapixels allowed; raise --max-pixels to read it", maxPixels / 1e6));
    }
    if (header.width() > MAX_SIDE || header.height() > MAX_SIDE || header.pixels() > MAX_PIXELS) {
      throw new PhotoException(
          Kind.TOO_LARGE,
          size
              + Wording.format(
                  "can be decoded (%d pixels, %d a side); reduce it first", MAX_PIXELS, MAX_SIDE));
    }
  }

  /**
   * Refuses a photo that would be too large when it is enlarged, before anything of it is decoded.
   *
   * @param header what its header says
   * @param factor how many times as long both sides become; 0 or 1 for no more pixels
   * @param maxPixels the largest number of pixels
   * @throws PhotoException if it would have more
   */
  public static void refuseTooLargeEnlarged(PhotoHeader header, int factor, long maxPixels) {
    long width = (long) factor * header.width();
    long height = (long) factor * header.height();
    if (width * height > maxPixels) {
      throw new PhotoException(
          Kind.TOO_LARGE,
          Wording.format(
              "enlarged %d times, the picture would have %d x %d pixels (%.1f megapixels), more"
                  + " than the %.1f megapixels allowed; choose a smaller --upscale, or raise"
                  + " --max-pixels",
              factor, width, height, width * height / 1e6, maxPixels / 1e6));
    }
  }
}
