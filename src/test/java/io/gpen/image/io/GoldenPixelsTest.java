package io.gpen.image.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoFormat;
import io.gpen.image.TestPictures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;

/**
 * The pixels that come out of each format for a fixed file and a fixed change. Outputs of earlier
 * runs are taken as done while the pipeline has the same version, so other pixels need another one.
 * The samples were written by ImageMagick 6 (JPEG 4:2:0, PNG, lossy WebP, BMP of 5, 6 and 5 bits,
 * TIFF of 16 bits with LZW); the hashes of PNG, BMP and TIFF are those of the pixels that it reads
 * from them, with the change.
 */
class GoldenPixelsTest {

  static Map<PhotoFormat, byte[]> samples() {
    Map<PhotoFormat, byte[]> samples = new EnumMap<>(PhotoFormat.class);
    for (PhotoFormat format : PhotoFormat.values()) {
      String name = "/io/gpen/image/golden/sample." + format.extension();
      try (InputStream in = GoldenPixelsTest.class.getResourceAsStream(name)) {
        samples.put(format, in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return samples;
  }

  @ParameterizedTest
  @CsvSource({
    "JPEG, 656bc49863befba3b23c7095ebbdf1426518f5ed6bd152dcda597e46a2309286",
    "PNG, 4df31dde07fc71bdc7d65ce5cd1e9ad360cec1f04c95470d6c39a2cf6381ca5a",
    "WEBP, 3fcc02875679129ab00038318a981fe944102c9d1c188762249e1635363602ce",
    "BMP, a833dba202ec76e6a9639c9519771b1d85a6624591367769afa61580e32441b7",
    "TIFF, ea1afa09d432ea066f6da2296f1174de4c8216b6fdc61e4007f0a0850523f057",
  })
  void pixelsAreThoseOfThisPipelineVersion(PhotoFormat format, String expected) {
    try (Photo photo = TestPictures.read(samples().get(format));
        Photo changed = photo.withColour(changed(photo.colour()))) {
      OutputOptions options = new OutputOptions(Optional.empty(), 95, true);
      byte[] written = PhotoWriter.encode(changed, options).bytes();
      try (Photo again = TestPictures.read(written)) {
        assertEquals(
            expected,
            hash(again.colour()),
            "pixels changed: raise the pipeline version (ProcessingFingerprint.PIPELINE_VERSION)"
                + " and enter the new hash");
      }
    }
  }

  private static Mat changed(Mat colour) {
    Mat changed = colour.clone();
    Mat part = changed.submat(new Rect(7, 5, 30, 20));
    part.setTo(new Scalar(90, 120, 200));
    part.release();
    return changed;
  }

  private static String hash(Mat pixels) {
    int count = (int) pixels.total() * pixels.channels();
    byte[] bytes;
    if (pixels.depth() == CvType.CV_16U) {
      short[] values = new short[count];
      pixels.get(0, 0, values);
      ByteBuffer buffer = ByteBuffer.allocate(2 * count);
      buffer.asShortBuffer().put(values);
      bytes = buffer.array();
    } else {
      bytes = new byte[count];
      pixels.get(0, 0, bytes);
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
