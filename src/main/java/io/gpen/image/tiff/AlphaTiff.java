package io.gpen.image.tiff;

import io.gpen.image.DeflateBuffer;
import io.gpen.image.Rows;
import io.gpen.image.metadata.TiffTags;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * Writes TIFF files with alpha: OpenCV writes none for grey, and for colour does not say that the
 * fourth channel is alpha. Little-endian, deflated strips, not premultiplied.
 */
public final class AlphaTiff {

  private static final int HEADER = 8;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int STRIP_BYTES = 1 << 18;

  private AlphaTiff() {}

  /** A field of the directory; one or several values. */
  private record Field(int tag, int type, int[] values) {
    int bytes() {
      return values.length * (type == SHORT ? 2 : 4);
    }
  }

  /**
   * {@return the file}
   *
   * @param picture grey and alpha or BGRA, 8 or 16 bits
   */
  public static byte[] encode(Mat picture) {
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
    List<byte[]> strips = new ArrayList<>();
    for (int y = 0; y < picture.rows(); y += perStrip) {
      strips.add(strip(rows, y, Math.min(picture.rows(), y + perStrip)));
    }
    int[] sizes = strips.stream().mapToInt(s -> s.length).toArray();
    int[] offsets = new int[sizes.length];
    int at = HEADER;
    for (int i = 0; i < sizes.length; i++) {
      offsets[i] = at;
      at = Math.addExact(at, sizes[i] + (sizes[i] & 1));
    }
    List<Field> fields = fields(picture, perStrip, offsets, sizes);
    int outside = fields.stream().mapToInt(Field::bytes).filter(n -> n > 4).sum();
    ByteBuffer tiff =
        ByteBuffer.allocate(Math.addExact(at, 2 + 12 * fields.size() + 4 + outside))
            .order(ByteOrder.LITTLE_ENDIAN);
    tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(at);
    for (int i = 0; i < offsets.length; i++) {
      tiff.put(offsets[i], strips.get(i));
    }
    putDirectory(tiff.position(at), fields);
    return tiff.array();
  }

  private static byte[] strip(Rows rows, int from, int to) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflateBuffer out = new DeflateBuffer(packed)) {
      for (int y = from; y < to; y++) {
        out.write(rows.get(y));
      }
    }
    return packed.toByteArray();
  }

  private static List<Field> fields(Mat picture, int perStrip, int[] offsets, int[] sizes) {
    int samples = picture.channels();
    int[] bits = new int[samples];
    Arrays.fill(bits, picture.depth() == CvType.CV_16U ? 16 : 8);
    int photometric = samples == 2 ? TiffTags.PHOTOMETRIC_BLACK_IS_ZERO : TiffTags.PHOTOMETRIC_RGB;
    return List.of(
        field(TiffTags.IMAGE_WIDTH, LONG, picture.cols()),
        field(TiffTags.IMAGE_LENGTH, LONG, picture.rows()),
        field(TiffTags.BITS_PER_SAMPLE, SHORT, bits),
        field(TiffTags.COMPRESSION, SHORT, TiffTags.COMPRESSION_DEFLATE),
        field(TiffTags.PHOTOMETRIC, SHORT, photometric),
        field(TiffTags.STRIP_OFFSETS, LONG, offsets),
        field(TiffTags.SAMPLES_PER_PIXEL, SHORT, samples),
        field(TiffTags.ROWS_PER_STRIP, LONG, perStrip),
        field(TiffTags.STRIP_BYTE_COUNTS, LONG, sizes),
        field(TiffTags.PLANAR_CONFIGURATION, SHORT, 1),
        field(TiffTags.EXTRA_SAMPLES, SHORT, TiffTags.EXTRA_ALPHA));
  }

  private static Field field(int tag, int type, int... values) {
    return new Field(tag, type, values);
  }

  private static void putDirectory(ByteBuffer tiff, List<Field> fields) {
    int outside = tiff.position() + 2 + 12 * fields.size() + 4;
    tiff.putShort((short) fields.size());
    for (Field field : fields) {
      tiff.putShort((short) field.tag).putShort((short) field.type).putInt(field.values.length);
      int next = tiff.position() + 4;
      if (field.bytes() > 4) {
        tiff.putInt(outside);
        tiff.position(outside);
        outside += field.bytes();
      }
      for (int value : field.values) {
        if (field.type == SHORT) {
          tiff.putShort((short) value);
        } else {
          tiff.putInt(value);
        }
      }
      tiff.position(next);
    }
    tiff.putInt(0);
  }
}
