package io.gpen.image.tiff;

import io.gpen.image.PhotoHeader;
import io.gpen.image.Pixels;
import io.gpen.image.StoredPicture;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.TiffTags;
import java.util.Optional;
import java.util.function.Consumer;

/** A TIFF or BigTIFF file with one photo. */
final class TiffPicture implements StoredPicture {

  private final byte[] file;
  private final TiffFile tiff;
  private final TiffLayout layout;

  /**
   * Reads the structure of a file.
   *
   * @param file the whole file
   * @throws io.gpen.image.PhotoException if its header is damaged or of an unsupported kind
   */
  TiffPicture(byte[] file) {
    this.file = file;
    this.tiff = new TiffFile(file);
    this.layout = TiffLayout.of(tiff.page);
  }

  @Override
  public PhotoHeader header() {
    return layout.header();
  }

  @Override
  public PhotoMetadata metadata() {
    return TiffMetadataReader.read(tiff, layout);
  }

  @Override
  public boolean lossless() {
    return layout.compression() != TiffTags.COMPRESSION_JPEG;
  }

  @Override
  public Pixels decode(Optional<byte[]> icc, Consumer<String> warnings) {
    tiff.warnings.forEach(warnings);
    byte[] data = layout.reversed() ? withReversedBits(file) : file;
    TiffStrips strips = new TiffStrips(data, tiff.page, layout, warnings);
    strips.checkComplete(warnings);
    if (layout.hasExtraSample() && layout.extra() < 0) {
      warnings.accept(
          "The file does not say what its last channel means: it is not taken as transparency.");
    }
    return new TiffDecoder(data, tiff, layout, strips).decode(icc, warnings);
  }

  private static byte[] withReversedBits(byte[] file) {
    byte[] reversed = new byte[file.length];
    for (int i = 0; i < file.length; i++) {
      reversed[i] = (byte) (Integer.reverse(file[i]) >>> 24);
    }
    return reversed;
  }
}
