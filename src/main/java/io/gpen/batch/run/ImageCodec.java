package io.gpen.batch.run;

import io.gpen.image.EncodedPhoto;
import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoHeader;
import io.gpen.image.io.PhotoReader;
import io.gpen.image.io.PhotoWriter;

/** The real formats. */
final class ImageCodec implements PhotoCodec {

  @Override
  public PhotoHeader header(byte[] file) {
    return PhotoReader.header(file);
  }

  @Override
  public Photo read(byte[] file, long maxPixels) {
    return PhotoReader.read(file, maxPixels);
  }

  @Override
  public EncodedPhoto encode(Photo photo, OutputOptions options) {
    return PhotoWriter.encode(photo, options);
  }
}
