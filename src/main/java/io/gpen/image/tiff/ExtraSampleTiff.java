package io.gpen.image.tiff;

import io.gpen.image.DeflateBuffer;
import io.gpen.image.Rows;
import io.gpen.image.metadata.TiffField;
import io.gpen.image.metadata.TiffTags;
import io.gpen.image.metadata.TiffTree;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * Writes TIFF files with a channel after the colours: OpenCV writes none for grey, and for BGR does
 * not state that the fourth channel is alpha. Little-endian, deflated strips, not premultiplied.
 */
final class ExtraSampleTiff {

  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
  private static final int STRIP_BYTES = 1 << 18;

  private ExtraSampleTiff() {}

  /**
   * {@return the file}
   *
   * @param picture grey and alpha or BGRA, 8 or 16 bits
   */
  static byte[] encode(Mat picture) {
    Mat ordered = new Mat();
    try {
      if (picture.channels() == 4) {
        Imgproc.cvtColor(picture, ordered, Imgproc.COLOR_BGRA2RGBA);
      } else {
        picture.assignTo(ordered);
      }
      return encodeOrdered(ordered);
    } finally {
      ordered.release();
    }
  }

  private static byte[] encodeOrdered(Mat picture) {
    Rows rows = new Rows(picture, false);
    int perStrip = Math.max(1, STRIP_BYTES / rows.length());
    int strips = (picture.rows() + perStrip - 1) / perStrip;
    long[] offsets = new long[strips];
    long[] sizes = new long[strips];
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(TiffTree.header(ORDER, 0));
    for (int i = 0; i < strips; i++) {
      offsets[i] = out.size();
      try (DeflateBuffer packed = new DeflateBuffer(out)) {
        for (int y = i * perStrip; y < Math.min(picture.rows(), (i + 1) * perStrip); y++) {
          packed.write(rows.get(y));
        }
      }
      sizes[i] = out.size() - offsets[i];
      out.writeBytes(new byte[out.size() & 1]);
    }
    int at = out.size();
    out.writeBytes(TiffTree.directory(fields(picture, perStrip, offsets, sizes), ORDER, at));
    byte[] file = out.toByteArray();
    ByteBuffer.wrap(file).put(TiffTree.header(ORDER, at));
    return file;
  }

  private static List<TiffField> fields(Mat picture, int perStrip, long[] offsets, long[] sizes) {
    int samples = picture.channels();
    long[] bits = new long[samples];
    Arrays.fill(bits, picture.depth() == CvType.CV_16U ? 16 : 8);
    boolean grey = samples == 2;
    return List.of(
        numbers(TiffTags.IMAGE_WIDTH, TiffField.LONG, picture.cols()),
        numbers(TiffTags.IMAGE_LENGTH, TiffField.LONG, picture.rows()),
        numbers(TiffTags.BITS_PER_SAMPLE, TiffField.SHORT, bits),
        numbers(TiffTags.COMPRESSION, TiffField.SHORT, TiffTags.COMPRESSION_DEFLATE),
        numbers(
            TiffTags.PHOTOMETRIC,
            TiffField.SHORT,
            grey ? TiffTags.PHOTOMETRIC_BLACK_IS_ZERO : TiffTags.PHOTOMETRIC_RGB),
        numbers(TiffTags.STRIP_OFFSETS, TiffField.LONG, offsets),
        numbers(TiffTags.SAMPLES_PER_PIXEL, TiffField.SHORT, samples),
        numbers(TiffTags.ROWS_PER_STRIP, TiffField.LONG, perStrip),
        numbers(TiffTags.STRIP_BYTE_COUNTS, TiffField.LONG, sizes),
        numbers(TiffTags.PLANAR_CONFIGURATION, TiffField.SHORT, 1),
        numbers(TiffTags.EXTRA_SAMPLES, TiffField.SHORT, TiffTags.EXTRA_ALPHA));
  }

  private static TiffField numbers(int tag, int type, long... values) {
    return TiffField.numbers(tag, type, ORDER, values);
  }
}
