package io.gpen.image.jpeg;

import io.gpen.image.Codec;
import io.gpen.image.ImageThreadPool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * Writes JPEG files on all cores: OpenCV encodes the picture strip by strip, and the scans are
 * joined into the very file that it makes of the picture in one piece.
 */
public final class StripEncoder {

  private static final int BLOCK = 8;

  /** Pixels of one strip; pictures of fewer than two strips are not worth the trouble. */
  private static final int STRIP_PIXELS = 1 << 19;

  private final Mat picture;
  private final int quality;

  private StripEncoder(Mat picture, int quality) {
    this.picture = picture;
    this.quality = quality;
  }

  /**
   * {@return the file, of full chroma resolution}
   *
   * @param picture 8 bits, 1 or 3 channels
   * @param quality 1 to 100
   */
  public static byte[] encode(Mat picture, int quality) {
    int rows = Math.max(1, STRIP_PIXELS / picture.cols() / BLOCK) * BLOCK;
    return encode(picture, quality, rows);
  }

  /**
   * {@return the file}
   *
   * @param rows the height of a strip, a multiple of 8
   */
  public static byte[] encode(Mat picture, int quality, int rows) {
    StripEncoder encoder = new StripEncoder(picture, quality);
    return picture.rows() < 2 * rows
        ? encoder.encode(0, picture.rows(), 0)
        : encoder.inStrips(rows);
  }

  /**
   * A strip that was encoded by itself.
   *
   * @param jpeg the strip as a file
   * @param end the place behind its last bit
   * @param last the DC coefficients of its last blocks
   */
  private record Strip(StoredScan jpeg, long end, int[] last) {}

  private byte[] inStrips(int rows) {
    List<CompletableFuture<Strip>> strips = strips(rows);
    try {
      return join(strips);
    } finally {
      ImageThreadPool.await(strips);
    }
  }

  private List<CompletableFuture<Strip>> strips(int rows) {
    List<CompletableFuture<Strip>> strips = new ArrayList<>();
    for (int from = 0; from < picture.rows(); from += rows) {
      int top = from;
      int bottom = Math.min(picture.rows(), from + rows);
      strips.add(ImageThreadPool.start(() -> strip(top, bottom)));
    }
    return strips;
  }

  private Strip strip(int top, int bottom) {
    StoredScan jpeg = StoredScan.of(encode(top, bottom, 0));
    // By itself the last block tells its DC coefficients, and which of the ones at the end are not
    // padding: no code consists of ones alone.
    int lastRow = (bottom - top - 1) / BLOCK * BLOCK + top;
    StoredScan corner =
        StoredScan.of(encode(lastRow, bottom, (picture.cols() - 1) / BLOCK * BLOCK));
    JpegBits bits = new JpegBits(corner.file(), corner.start());
    int[] last = corner.splice().differences(bits);
    int padding = jpeg.onesBefore(8L * jpeg.end()) - corner.onesBefore(bits.place());
    int lastByte = jpeg.end() - (jpeg.isStuffing(jpeg.end() - 1) ? 2 : 1);
    return new Strip(jpeg, 8L * lastByte + 8 - padding, last);
  }

  private byte[] join(List<CompletableFuture<Strip>> strips) {
    StoredScan first = ImageThreadPool.resultOf(strips.get(0)).jpeg();
    long expected = first.file().length * (strips.size() + 1L);
    JpegBitWriter whole = new JpegBitWriter(first.headerFor(picture.rows()), expected);
    int[] before = new int[picture.channels()];
    for (CompletableFuture<Strip> task : strips) {
      Strip strip = ImageThreadPool.resultOf(task);
      StoredScan jpeg = strip.jpeg();
      jpeg.splice().write(whole, jpeg.file(), 8L * jpeg.start(), strip.end(), negated(before));
      before = strip.last();
    }
    return whole.end();
  }

  private static int[] negated(int[] values) {
    int[] negated = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      negated[i] = -values[i];
    }
    return negated;
  }

  private byte[] encode(int top, int bottom, int left) {
    Mat part = picture.submat(top, bottom, left, picture.cols());
    try {
      return Codec.encode(
          part,
          ".jpg",
          Imgcodecs.IMWRITE_JPEG_QUALITY,
          quality,
          Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
          Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444);
    } finally {
      part.release();
    }
  }
}
