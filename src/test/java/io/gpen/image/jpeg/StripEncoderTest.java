package io.gpen.image.jpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gpen.image.Codec;
import io.gpen.image.PhotoFormat;
import io.gpen.image.PhotoHeader;
import io.gpen.image.TestPictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

/** The strips are joined into the file that OpenCV makes of the whole picture, byte for byte. */
class StripEncoderTest {

  private static byte[] whole(Mat picture, int quality) {
    return Codec.encode(
        picture,
        ".jpg",
        Imgcodecs.IMWRITE_JPEG_QUALITY,
        quality,
        Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
        Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444);
  }

  private static void assertSameFile(Mat picture, int quality, int rows) {
    assertArrayEquals(
        whole(picture, quality),
        StripEncoder.encode(picture, quality, rows),
        () -> "%s, quality %d, strips of %d".formatted(picture, quality, rows));
  }

  @ParameterizedTest
  @CsvSource({
    "3,64,64",
    "3,61,47",
    "3,8,200",
    "3,1,33",
    "3,200,17",
    "1,64,64",
    "1,61,47",
    "1,7,99"
  })
  void stripsAreJoinedIntoTheSameFile(int channels, int width, int height) {
    Mat noise = TestPictures.noise(width, height, CvType.CV_8UC(channels), 3);
    Mat scene = TestPictures.scene(width, height, channels);
    Mat flat = new Mat(height, width, CvType.CV_8UC(channels), Scalar.all(200));
    for (Mat picture : new Mat[] {noise, scene, flat}) {
      for (int quality : new int[] {1, 30, 75, 95, 100}) {
        assertSameFile(picture, quality, 8);
        assertSameFile(picture, quality, 16);
      }
      picture.release();
    }
  }

  /** Extremes of light next to each other have the longest codes for DC differences. */
  @Test
  void stripsOfOppositeLightnessAreJoined() {
    Mat stripes = new Mat(96, 40, CvType.CV_8UC3, Scalar.all(0));
    for (int row = 8; row < 96; row += 16) {
      Mat band = stripes.rowRange(row, row + 8);
      band.setTo(new Scalar(row % 32 == 8 ? 255 : 0, 255, 255));
      band.release();
    }
    assertSameFile(stripes, 100, 8);
    assertSameFile(stripes, 95, 8);
    stripes.release();
  }

  @Test
  void everyBitOfTheLastBlockIsToldFromPadding() {
    for (int seed = 0; seed < 300; seed++) {
      Mat noise = TestPictures.noise(9, 16, CvType.CV_8UC(seed % 2 == 0 ? 3 : 1), seed);
      assertSameFile(noise, 100, 8);
      noise.release();
    }
  }

  @Test
  void aLargePhotoIsWrittenInStripsByItself() {
    Mat photo = TestPictures.scene(1501, 1111, 3);
    assertArrayEquals(whole(photo, 95), StripEncoder.encode(photo, 95));
    Mat again =
        Codec.decode(
            StripEncoder.encode(photo, 95), new PhotoHeader(PhotoFormat.JPEG, 1501, 1111, 3, 8));
    assertEquals(0, Core.norm(photo, again, Core.NORM_INF), 40);
    photo.release();
    again.release();
  }

  @Test
  void whatOpenCvDoesNotEncodeIsAnErrorAndNoHang() {
    Mat floats = new Mat(64, 8, CvType.CV_64FC2, Scalar.all(0));
    assertThrows(RuntimeException.class, () -> StripEncoder.encode(floats, 95, 8));
    floats.release();
  }
}
