package io.gpen.image;

import io.gpen.image.metadata.PhotoMetadata;
import java.util.Optional;
import java.util.function.Consumer;

/** A file whose structure was read and found possible, but whose pixels were not decoded yet. */
public interface StoredPicture {

  /** {@return what the header says} */
  PhotoHeader header();

  /** {@return whether the pixels are held without loss} */
  boolean lossless();

  /** {@return what the file says about its picture; damaged blocks are left out and named} */
  PhotoMetadata metadata();

  /**
   * Checks that all picture data are there, and decodes them.
   *
   * @param icc the ICC profile of the file
   * @param warnings receives what was damaged or converted, complete sentences
   * @return the pixels as stored, owned by the caller
   * @throws PhotoException if data are missing or cannot be decoded
   */
  Pixels decode(Optional<byte[]> icc, Consumer<String> warnings);
}
