package io.gpen.image;

import io.gpen.image.metadata.EmbeddedMetadata;
import io.gpen.image.metadata.PhotoMetadata;
import java.util.Optional;
import org.opencv.core.Mat;

/**
 * A file format: reads its structure, writes pixels, puts metadata beside them. Each format has one
 * implementation in its own package, and one line in {@code io.gpen.image.io.Formats}.
 */
public interface ImageFormat {

  /** {@return what files of this format can hold} */
  FormatLimits limits();

  /**
   * Reads the structure of a file. No pixel is decoded.
   *
   * @param file a whole file that begins like one of this format
   * @throws PhotoException if its kind is not supported or its header is damaged
   */
  StoredPicture parse(byte[] file);

  /**
   * {@return a file without metadata}
   *
   * @param picture what {@link #limits} allows: grey, grey and alpha, BGR or BGRA
   * @param lossless whether the pixels came from a file without loss, for formats that know both
   * @param quality 1 to 100, for lossy formats
   */
  byte[] encode(Mat picture, boolean lossless, int quality);

  /**
   * {@return the file with the metadata; its pixels are not touched}
   *
   * <p>What the format cannot carry is left out and named in the warnings. Warnings of the reading
   * ({@link PhotoMetadata#warnings()}) are not repeated.
   *
   * @param encoded a file as {@link #encode} made it
   * @param metadata what to put into it
   * @throws RuntimeException if the file is damaged
   */
  EmbeddedMetadata embed(byte[] encoded, PhotoMetadata metadata);

  /** {@return whether files of this format can hold an XMP packet} */
  default boolean holdsXmp() {
    return true;
  }

  /**
   * {@return the file without its metadata, except for what says how the pixels are to be shown:
   * the colour profile and the orientation; empty if the format can do so only by encoding the
   * pixels again}
   *
   * @param file a whole file that can be read
   */
  default Optional<byte[]> strip(byte[] file) {
    return Optional.empty();
  }
}
