package io.gpen.image.io;

import io.gpen.image.Codec;
import io.gpen.image.EncodedPhoto;
import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoException.Kind;
import io.gpen.image.PhotoFormat;
import io.gpen.image.Pixels;
import io.gpen.image.bmp.AlphaBmp;
import io.gpen.image.jpeg.StripEncoder;
import io.gpen.image.metadata.EmbeddedMetadata;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.png.GreyAlphaPng;
import io.gpen.image.tiff.AlphaTiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * Writes photos in every supported format. PNG, BMP, TIFF and lossless WebP bring back the very
 * same pixels; what a format cannot carry is named in the warnings.
 */
public final class PhotoWriter {

  /** The largest side of a JPEG file that libjpeg writes (JPEG_MAX_DIMENSION). */
  private static final int MAX_JPEG_SIDE = 65500;

  /** The largest side of a WebP file. */
  private static final int MAX_WEBP_SIDE = 16383;

  /** What BMP and TIFF can hold here with headers: a Java array. */
  private static final long MAX_UNPACKED_BYTES = Integer.MAX_VALUE - (1L << 20);

  /** OpenCV writes lossless WebP for any quality above 100. */
  private static final int LOSSLESS = 101;

  /**
   * zlib's third level with the default strategy: OpenCV's own default (run lengths only) makes
   * flat pictures twice as large, higher levels take several times as long for a few per cent.
   */
  private static final int PNG_LEVEL = 3;

  private PhotoWriter() {}

  /**
   * Encodes a photo with its metadata; the orientation is stated as upright.
   *
   * @param photo the photo, left as it is
   * @param options format (else the photo's own), quality, and whether metadata are left out
   * @return the file and what it could not carry
   * @throws PhotoException if the photo is larger than the format allows
   */
  public static EncodedPhoto encode(Photo photo, OutputOptions options) {
    PhotoFormat format = options.format().orElse(photo.format());
    refuseTooLarge(photo, format);
    List<String> warnings = new ArrayList<>();
    byte[] pixels;
    try (Pixels fitted = FormatFit.fit(photo, format, warnings::add)) {
      pixels = encode(fitted, photo.lossless(), format, options.quality());
    }
    PhotoMetadata metadata = photo.metadata();
    EmbeddedMetadata file =
        MetadataWriter.embed(
            pixels,
            options.stripMetadata() ? metadata.onlyIccProfile() : metadata.upright(software()));
    warnings.addAll(file.warnings());
    return new EncodedPhoto(file.bytes(), warnings);
  }

  private static String software() {
    String version = PhotoWriter.class.getPackage().getImplementationVersion();
    return version == null ? "gpen" : "gpen " + version;
  }

  private static void refuseTooLarge(Photo photo, PhotoFormat format) {
    int side = Math.max(photo.width(), photo.height());
    long limit =
        switch (format) {
          case JPEG -> MAX_JPEG_SIDE;
          case WEBP -> MAX_WEBP_SIDE;
          case PNG, BMP, TIFF -> Integer.MAX_VALUE;
        };
    boolean unpacked = format == PhotoFormat.BMP || format == PhotoFormat.TIFF;
    if (side > limit || unpacked && photo.pixelBytes() > MAX_UNPACKED_BYTES) {
      throw new PhotoException(
          Kind.TOO_LARGE,
          "%s cannot hold %d x %d pixels%s; choose another --format"
              .formatted(
                  format.displayName(),
                  photo.width(),
                  photo.height(),
                  side > limit ? ", its largest side is " + limit : ""));
    }
  }

  private static byte[] encode(Pixels pixels, boolean lossless, PhotoFormat format, int quality) {
    Optional<Mat> both = pixels.alpha().map(alpha -> Codec.merge(pixels.colour(), alpha));
    try {
      Mat picture = both.orElse(pixels.colour());
      return switch (format) {
        case JPEG -> StripEncoder.encode(picture, quality);
        case PNG -> picture.channels() == 2 ? GreyAlphaPng.encode(picture) : png(picture);
        case WEBP ->
            Codec.encode(
                picture, ".webp", Imgcodecs.IMWRITE_WEBP_QUALITY, lossless ? LOSSLESS : quality);
        case BMP -> both.isPresent() ? AlphaBmp.encode(picture) : Codec.encode(picture, ".bmp");
        case TIFF -> both.isPresent() ? AlphaTiff.encode(picture) : Codec.encode(picture, ".tif");
      };
    } finally {
      both.ifPresent(Mat::release);
    }
  }

  private static byte[] png(Mat picture) {
    return Codec.encode(
        picture,
        ".png",
        Imgcodecs.IMWRITE_PNG_COMPRESSION,
        PNG_LEVEL,
        Imgcodecs.IMWRITE_PNG_STRATEGY,
        Imgcodecs.IMWRITE_PNG_STRATEGY_DEFAULT);
  }
}
