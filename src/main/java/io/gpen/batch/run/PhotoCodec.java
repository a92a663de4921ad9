package io.gpen.batch.run;

import io.gpen.image.EncodedPhoto;
import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoHeader;

/**
 * What a batch needs of the photo formats. Throws {@link io.gpen.image.PhotoException} for files
 * that are no photo.
 */
interface PhotoCodec {

  /** {@return what the first bytes say, before a pixel is decoded} */
  PhotoHeader header(byte[] file);

  /** {@return the photo, owned by the caller} */
  Photo read(byte[] file, long maxPixels);

  /** {@return the photo as a file} */
  EncodedPhoto encode(Photo photo, OutputOptions options);
}
