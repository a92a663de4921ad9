package io.gpen.batch.run;

import io.gpen.image.EncodedPhoto;
import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoSource;
import io.gpen.image.io.PhotoReader;
import io.gpen.image.io.PhotoWriter;
import io.gpen.image.metadata.Provenance;
import java.util.Optional;

/**
 * What a batch needs of the photo formats. Throws {@link io.gpen.image.PhotoException} for files
 * that are no photo.
 */
interface PhotoCodec {

  /** {@return the parsed file, which is small enough, before a pixel is decoded} */
  PhotoSource open(byte[] file, long maxPixels);

  /** {@return the photo as a file, with its provenance if it was restored} */
  EncodedPhoto encode(Photo photo, OutputOptions options, Optional<Provenance> provenance);

  /** {@return a file without its metadata; empty if its pixels have to be encoded anew} */
  Optional<byte[]> strip(byte[] file);

  /** {@return the codec of the real formats} */
  static PhotoCodec real() {
    return new PhotoCodec() {
      @Override
      public PhotoSource open(byte[] file, long maxPixels) {
        return PhotoReader.open(file, maxPixels);
      }

      @Override
      public EncodedPhoto encode(
          Photo photo, OutputOptions options, Optional<Provenance> provenance) {
        return PhotoWriter.encode(photo, options, provenance);
      }

      @Override
      public Optional<byte[]> strip(byte[] file) {
        return PhotoWriter.strip(file);
      }
    };
  }
}
