package io.gpen.image.webp;

import io.gpen.image.Codec;
import io.gpen.image.FormatLimits;
import io.gpen.image.ImageFormat;
import io.gpen.image.StoredPicture;
import io.gpen.image.metadata.EmbeddedMetadata;
import io.gpen.image.metadata.PhotoMetadata;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/** WebP, lossy or without loss. */
public final class WebpFormat implements ImageFormat {

  /** OpenCV writes lossless WebP for any quality above 100. */
  private static final int LOSSLESS = 101;

  @Override
  public FormatLimits limits() {
    return new FormatLimits(16383, FormatLimits.NONE, false, true, false);
  }

  @Override
  public StoredPicture parse(byte[] file) {
    return new WebpPicture(file);
  }

  @Override
  public byte[] encode(Mat picture, boolean lossless, int quality) {
    return Codec.encode(
        picture, ".webp", Imgcodecs.IMWRITE_WEBP_QUALITY, lossless ? LOSSLESS : quality);
  }

  @Override
  public EmbeddedMetadata embed(byte[] encoded, PhotoMetadata metadata) {
    return WebpMetadataWriter.embed(encoded, metadata);
  }
}
