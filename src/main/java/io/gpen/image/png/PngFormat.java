package io.gpen.image.png;

import io.gpen.image.Codec;
import io.gpen.image.DeflateBuffer;
import io.gpen.image.FormatLimits;
import io.gpen.image.ImageFormat;
import io.gpen.image.Rows;
import io.gpen.image.StoredPicture;
import io.gpen.image.metadata.EmbeddedMetadata;
import io.gpen.image.metadata.IccProfile;
import io.gpen.image.metadata.PhotoMetadata;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/** PNG. */
public final class PngFormat implements ImageFormat {

  /**
   * zlib's third level with the default strategy: OpenCV's own default (run lengths only) makes
   * flat pictures twice as large, higher levels take several times as long for a few per cent.
   */
  private static final int LEVEL = 3;

  private static final int GREY_AND_ALPHA = 4;
  private static final byte FILTER_SUB = 1;

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
      return encodeGreyAlpha(picture);
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

  /**
   * {@inheritDoc}
   *
   * <p>Empty, too, if the file is damaged, so that it is read with its warnings and written anew.
   */
  @Override
  public Optional<byte[]> strip(byte[] file) {
    PngChunks chunks = new PngChunks(file);
    if (!chunks.isEnded() || chunks.hasBadSum()) {
      return Optional.empty();
    }
    ByteArrayOutputStream bare = new ByteArrayOutputStream(file.length);
    bare.write(file, 0, PngChunks.SIGNATURE);
    chunks.all().stream()
        .filter(chunk -> !chunk.isAncillary() || chunk.type().equals(PngChunks.TRANSPARENCY))
        .forEach(chunk -> chunks.copy(chunk, bare));
    PhotoMetadata shown = PngMetadataReader.read(chunks).onlyPresentation();
    boolean grey = PngHeader.parse(chunks.view(), PngChunks.SIGNATURE).isGrey();
    Optional<byte[]> fitting =
        shown.icc().filter(grey ? IccProfile::isForGrey : IccProfile::isForRgb);
    return Optional.of(embed(bare.toByteArray(), shown.withIcc(fitting)).bytes());
  }

  /** Grey and alpha, which OpenCV cannot write. */
  private static byte[] encodeGreyAlpha(Mat picture) {
    boolean sixteen = picture.depth() == CvType.CV_16U;
    PngHeader header =
        new PngHeader(picture.cols(), picture.rows(), sixteen ? 16 : 8, GREY_AND_ALPHA, false);
    int pixelBytes = sixteen ? 4 : 2;
    Rows rows = new Rows(picture, true);
    byte[] filtered = new byte[1 + rows.length()];
    filtered[0] = FILTER_SUB;
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (DeflateBuffer out = new DeflateBuffer(data)) {
      for (int y = 0; y < picture.rows(); y++) {
        byte[] row = rows.get(y);
        for (int i = 0; i < row.length; i++) {
          int left = i < pixelBytes ? 0 : row[i - pixelBytes];
          filtered[1 + i] = (byte) (row[i] - left);
        }
        out.write(filtered);
      }
    }
    return new PngFile(header).finish(data.toByteArray());
  }
}
