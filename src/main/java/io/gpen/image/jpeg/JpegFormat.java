package io.gpen.image.jpeg;

import io.gpen.image.Codec;
import io.gpen.image.FormatLimits;
import io.gpen.image.ImageFormat;
import io.gpen.image.StoredPicture;
import io.gpen.image.metadata.EmbeddedMetadata;
import io.gpen.image.metadata.PhotoMetadata;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * JPEG: 8 bits, grey or colour, written at 4:4:4. The largest side is libjpeg's JPEG_MAX_DIMENSION.
 */
public final class JpegFormat implements ImageFormat {

  @Override
  public FormatLimits limits() {
    return new FormatLimits(65500, FormatLimits.NONE, false, false, true);
  }

  @Override
  public StoredPicture parse(byte[] file) {
    return new JpegPicture(file);
  }

  @Override
  public byte[] encode(Mat picture, boolean lossless, int quality) {
    return Codec.encode(
        picture,
        ".jpg",
        Imgcodecs.IMWRITE_JPEG_QUALITY,
        quality,
        Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
        Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444);
  }

  @Override
  public EmbeddedMetadata embed(byte[] encoded, PhotoMetadata metadata) {
    return JpegMetadataWriter.embed(encoded, metadata);
  }

  @Override
  public Optional<byte[]> strip(byte[] file) {
    JpegFile jpeg = JpegFile.of(file);
    PhotoMetadata shown = JpegMetadataReader.read(jpeg).onlyPresentation();
    return jpeg.withoutMetadata().map(bare -> JpegMetadataWriter.embed(bare, shown).bytes());
  }
}
