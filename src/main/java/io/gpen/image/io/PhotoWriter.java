package io.gpen.image.io;

import io.gpen.image.Codec;
import io.gpen.image.EncodedPhoto;
import io.gpen.image.FormatLimits;
import io.gpen.image.ImageFormat;
import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoException.Kind;
import io.gpen.image.PhotoFormat;
import io.gpen.image.Pixels;
import io.gpen.image.metadata.EmbeddedMetadata;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.Provenance;
import io.gpen.text.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/**
 * Writes photos in every supported format. PNG, BMP, TIFF and lossless WebP bring back the very
 * same pixels; what a format cannot carry is named in the warnings.
 */
public final class PhotoWriter {

  private PhotoWriter() {}

  /**
   * Encodes a photo in which nothing was restored, with its metadata; the orientation is stated as
   * upright.
   *
   * @param photo the photo, left as it is
   * @param options format (else the photo's own), quality, and whether metadata are left out
   * @return the file and what it could not carry
   * @throws PhotoException if the photo is larger than the format allows
   */
  public static EncodedPhoto encode(Photo photo, OutputOptions options) {
    return encode(photo, options, Optional.empty());
  }

  /**
   * Encodes a restored photo as {@link #encode(Photo, OutputOptions)} does, with its provenance. A
   * format that cannot state it gives no warning: see {@link #holdsXmp}.
   *
   * @param photo the photo, left as it is
   * @param options format (else the photo's own), quality, and which metadata are written
   * @param provenance how it was restored, stated if the options want that
   * @return the file and what it could not carry
   * @throws PhotoException if the photo is larger than the format allows
   */
  public static EncodedPhoto encode(
      Photo photo, OutputOptions options, Optional<Provenance> provenance) {
    PhotoFormat name = options.format().orElse(photo.format());
    ImageFormat format = Formats.of(name);
    refuseTooLarge(photo, name, format.limits());
    PhotoMetadata metadata =
        options.stripMetadata()
            ? photo.metadata().onlyIccProfile()
            : photo.metadata().upright(software());
    List<String> warnings = new ArrayList<>();
    FormatFit fit = new FormatFit(name, format.limits(), warnings::add);
    byte[] pixels;
    try (Pixels fitted = fit.pixels(photo)) {
      metadata = fit.metadata(metadata, fitted);
      pixels = encode(fitted, photo.lossless(), format, options.quality());
    }
    if (provenance.isPresent() && options.statesProvenance() && format.holdsXmp()) {
      Optional<PhotoMetadata> stated = metadata.withProvenance(provenance.get(), pixels);
      if (stated.isEmpty()) {
        warnings.add(
            "The XMP packet is of an unusual form: that the photo was restored could not be added"
                + " to it.");
      }
      metadata = stated.orElse(metadata);
    }
    EmbeddedMetadata file = format.embed(pixels, metadata);
    warnings.addAll(file.warnings());
    return new EncodedPhoto(file.bytes(), warnings);
  }

  /**
   * {@return an encoded picture with metadata; its pixels are not touched}
   *
   * @param encoded a file without metadata, as {@link #encode} or OpenCV writes it
   * @param metadata what to put into it
   * @throws RuntimeException if it is no picture of a supported format
   */
  public static EmbeddedMetadata embed(byte[] encoded, PhotoMetadata metadata) {
    return Formats.of(encoded).embed(encoded, metadata);
  }

  /**
   * {@return a file without its metadata, except for the colour profile and the orientation; empty
   * if its format can do so only by encoding the pixels again}
   *
   * @param file a whole file that can be read
   */
  public static Optional<byte[]> strip(byte[] file) {
    return Formats.of(file).strip(file);
  }

  /**
   * {@return whether files of a format can hold an XMP packet, and so their provenance}
   *
   * @param format the format
   */
  public static boolean holdsXmp(PhotoFormat format) {
    return Formats.of(format).holdsXmp();
  }

  /** {@return name and version of this program, as files name it} */
  public static String software() {
    String version = PhotoWriter.class.getPackage().getImplementationVersion();
    return version == null ? "gpen" : "gpen " + version;
  }

  private static void refuseTooLarge(Photo photo, PhotoFormat format, FormatLimits limits) {
    boolean tooWide = Math.max(photo.width(), photo.height()) > limits.side();
    if (tooWide || photo.pixelBytes() > limits.pixelBytes()) {
      throw new PhotoException(
          Kind.TOO_LARGE,
          Wording.format(
              "%s cannot hold %d x %d pixels%s; choose another --format",
              format.displayName(),
              photo.width(),
              photo.height(),
              tooWide ? ", its largest side is " + limits.side() : ""));
    }
  }

  private static byte[] encode(Pixels pixels, boolean lossless, ImageFormat format, int quality) {
    Optional<Mat> both = pixels.alpha().map(alpha -> Codec.merge(pixels.colour(), alpha));
    try {
      return format.encode(both.orElse(pixels.colour()), lossless, quality);
    } finally {
      both.ifPresent(Mat::release);
    }
  }
}
