package io.gpen.image.bmp;

import io.gpen.image.Codec;
import io.gpen.image.FormatLimits;
import io.gpen.image.ImageFormat;
import io.gpen.image.StoredPicture;
import io.gpen.image.metadata.EmbeddedMetadata;
import io.gpen.image.metadata.PhotoMetadata;
import org.opencv.core.Mat;

/** Windows bitmaps. */
public final class BmpFormat implements ImageFormat {

  @Override
  public FormatLimits limits() {
    return new FormatLimits(FormatLimits.NONE, FormatLimits.ARRAY, false, true, false);
  }

  @Override
  public StoredPicture parse(byte[] file) {
    return new BmpPicture(file);
  }

  @Override
  public byte[] encode(Mat picture, boolean lossless, int quality) {
    return picture.channels() == 4 ? AlphaBmp.encode(picture) : Codec.encode(picture, ".bmp");
  }

  @Override
  public EmbeddedMetadata embed(byte[] encoded, PhotoMetadata metadata) {
    return BmpMetadataWriter.embed(encoded, metadata);
  }
}
