package io.gpen.image.io;

import io.gpen.image.FileKind;
import io.gpen.image.OpenCv;
import io.gpen.image.Orientation;
import io.gpen.image.Photo;
import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoException.Kind;
import io.gpen.image.PhotoFormat;
import io.gpen.image.PhotoHeader;
import io.gpen.image.Pixels;
import io.gpen.image.StoredPicture;
import io.gpen.image.bmp.BmpPicture;
import io.gpen.image.jpeg.JpegPicture;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.png.PngPicture;
import io.gpen.image.tiff.TiffPicture;
import io.gpen.image.webp.WebpPicture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opencv.core.Mat;

/**
 * Reads photos of every supported format, told by content. Missing picture data are a failure,
 * lesser damage becomes a warning of the photo.
 */
public final class PhotoReader {

  /** OpenCV's own limits (loadsave.cpp): CV_IO_MAX_IMAGE_WIDTH, _HEIGHT and _PIXELS. */
  private static final int MAX_SIDE = 1 << 20;

  private static final long MAX_PIXELS = 1L << 30;

  private PhotoReader() {}

  /**
   * {@return what a file's header says; no pixel is decoded}
   *
   * @param file the whole file
   * @throws PhotoException if it is no picture, of an unsupported kind, or its header is damaged
   */
  public static PhotoHeader header(byte[] file) {
    return parse(file).header();
  }

  /**
   * Reads a photo: upright pixels in the file's own depth, and its metadata as they stand in the
   * file. Palettes and bilevel pictures become grey or BGR, CMYK becomes sRGB. 8-bit colours are
   * those that OpenCV's {@code imread} gives with IMREAD_COLOR.
   *
   * @param file the whole file
   * @param maxPixels the largest number of pixels to be decoded; more are refused by the header
   * @return the photo, to be closed by the caller
   * @throws PhotoException if it is no picture, unsupported, damaged beyond use or too large
   */
  public static Photo read(byte[] file, long maxPixels) {
    StoredPicture picture = parse(file);
    refuseTooLarge(picture.header(), maxPixels);
    PhotoMetadata metadata = picture.metadata();
    List<String> warnings = new ArrayList<>(metadata.warnings());
    OpenCv.load();
    try (Pixels stored = picture.decode(metadata.icc(), warnings::add)) {
      PhotoMetadata valid = stored.convertedToSrgb() ? metadata.withoutIcc() : metadata;
      return upright(stored, picture, valid, warnings);
    }
  }

  private static Photo upright(
      Pixels stored, StoredPicture picture, PhotoMetadata metadata, List<String> warnings) {
    int orientation = picture.orientation(metadata);
    Mat colour = Orientation.upright(stored.colour(), orientation);
    try {
      Optional<Mat> alpha = stored.alpha().map(a -> Orientation.upright(a, orientation));
      PhotoFormat format = picture.header().format();
      return new Photo(colour, alpha, format, picture.lossless(), metadata, warnings);
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
        String.format(
            Locale.ROOT,
            "the picture has %d x %d pixels (%.1f megapixels)",
            header.width(),
            header.height(),
            header.pixels() / 1e6);
    if (header.pixels() > maxPixels) {
      throw new PhotoException(
          Kind.TOO_LARGE,
          size
              + String.format(
                  Locale.ROOT,
                  ", more than the %.1f megapixels allowed; raise --max-pixels to read it",
                  maxPixels / 1e6));
    }
    if (header.width() > MAX_SIDE || header.height() > MAX_SIDE || header.pixels() > MAX_PIXELS) {
      throw new PhotoException(
          Kind.TOO_LARGE,
          size
              + ", more than can be decoded (%d pixels, %d a side)"
                  .formatted(MAX_PIXELS, MAX_SIDE));
    }
  }

  private static StoredPicture parse(byte[] file) {
    if (file.length == 0) {
      throw PhotoErrors.empty();
    }
    FileKind kind = FileKind.of(file).orElseThrow(PhotoErrors::noPicture);
    PhotoFormat format =
        kind.format().orElseThrow(() -> PhotoErrors.unsupported(kind.displayName()));
    return switch (format) {
      case JPEG -> new JpegPicture(file);
      case PNG -> new PngPicture(file);
      case WEBP -> new WebpPicture(file);
      case BMP -> new BmpPicture(file);
      case TIFF -> new TiffPicture(file);
    };
  }
}
