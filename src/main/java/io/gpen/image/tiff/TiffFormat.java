package io.gpen.image.tiff;

import io.gpen.image.Codec;
import io.gpen.image.FormatLimits;
import io.gpen.image.ImageFormat;
import io.gpen.image.StoredPicture;
import io.gpen.image.metadata.EmbeddedMetadata;
import io.gpen.image.metadata.PhotoMetadata;
import org.opencv.core.Mat;

/** TIFF of one page. */
public final class TiffFormat implements ImageFormat {

  @Override
  public FormatLimits limits() {
    return new FormatLimits(FormatLimits.NONE, FormatLimits.ARRAY, true, true, true);
  }

  @Override
  public StoredPicture parse(byte[] file) {
    return new TiffPicture(file);
  }

  @Override
  public byte[] encode(Mat picture, boolean lossless, int quality) {
    boolean alpha = picture.channels() % 2 == 0;
    return alpha ? ExtraSampleTiff.encode(picture) : Codec.encode(picture, ".tif");
  }

  @Override
  public EmbeddedMetadata embed(byte[] encoded, PhotoMetadata metadata) {
    return TiffMetadataWriter.embed(encoded, metadata);
  }
}
