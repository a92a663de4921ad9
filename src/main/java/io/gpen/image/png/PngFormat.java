package io.gpen.image.png;

import io.gpen.image.Codec;
import io.gpen.image.FormatLimits;
import io.gpen.image.ImageFormat;
import io.gpen.image.StoredPicture;
import io.gpen.image.metadata.EmbeddedMetadata;
import io.gpen.image.metadata.PhotoMetadata;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/** PNG. */
public final class PngFormat implements ImageFormat {

  /**
   * zlib's third level with the default strategy: OpenCV's own default (run lengths only) makes
   * flat pictures twice as large, higher levels take several times as long for a few per cent.
   */
  private static final int LEVEL = 3;

  @Override
  public FormatLimits limits() {
    return new FormatLimits(FormatLimits.NONE, FormatLimits.NONE, true, true, true);
  }

  @Override
  public StoredPicture parse(byte[] file) {
    return new PngPicture(file);
  }

  @Override
  public byte[] encode(Mat picture, boolean lossless, int quality) {
    if (picture.channels() == 2) {
      return GreyAlphaPng.encode(picture);
    }
    return Codec.encode(
        picture,
        ".png",
        Imgcodecs.IMWRITE_PNG_COMPRESSION,
        LEVEL,
        Imgcodecs.IMWRITE_PNG_STRATEGY,
        Imgcodecs.IMWRITE_PNG_STRATEGY_DEFAULT);
  }

  @Override
  public EmbeddedMetadata embed(byte[] encoded, PhotoMetadata metadata) {
    return PngMetadataWriter.embed(encoded, metadata);
  }
}
