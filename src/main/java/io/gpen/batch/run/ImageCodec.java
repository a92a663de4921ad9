package io.gpen.batch.run;

import io.gpen.image.EncodedPhoto;
import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoSource;
import io.gpen.image.io.PhotoReader;
import io.gpen.image.io.PhotoWriter;

/** The real formats. */
final class ImageCodec implements PhotoCodec {

  @Override
  public PhotoSource open(byte[] file, long maxPixels) {
    return PhotoReader.open(file, maxPixels);
  }

  @Override
  public EncodedPhoto encode(Photo photo, OutputOptions options) {
    return PhotoWriter.encode(photo, options);
  }
}
