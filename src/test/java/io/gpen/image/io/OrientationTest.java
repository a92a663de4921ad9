package io.gpen.image.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gpen.Shared;
import io.gpen.image.Codec;
import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoFormat;
import io.gpen.image.TaggedFiles;
import io.gpen.image.TestPictures;
import io.gpen.image.metadata.TiffTags;
import io.gpen.image.tiff.RawTiff;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/** Every orientation in every format that can state one is applied once and only once. */
class OrientationTest {

  private static final int W = 40;
  private static final int H = 24;

  private static byte[] file(PhotoFormat format, int orientation, Mat stored) {
    byte[] exif = TaggedFiles.exif(orientation);
    return switch (format) {
      case JPEG -> TaggedFiles.jpegWithExif(Codec.encode(stored, ".jpg"), exif);
      case PNG -> TaggedFiles.pngWith(Codec.encode(stored, ".png"), "eXIf", exif);
      case WEBP ->
          TaggedFiles.webpWithExif(
              Codec.encode(stored, ".webp", Imgcodecs.IMWRITE_WEBP_QUALITY, 101), exif, W, H);
      case TIFF -> {
        byte[] rgb = new byte[3 * W * H];
        stored.get(0, 0, rgb);
        for (int i = 0; i < rgb.length; i += 3) {
          byte blue = rgb[i];
          rgb[i] = rgb[i + 2];
          rgb[i + 2] = blue;
        }
        yield new RawTiff(ByteOrder.BIG_ENDIAN, W, H, 8, 3, TiffTags.PHOTOMETRIC_RGB)
            .set(TiffTags.ORIENTATION, orientation)
            .file(rgb);
      }
      case BMP -> throw new IllegalArgumentException("has no orientation");
    };
  }

  /** Where the upright pixel lies among the stored ones (EXIF 2.32, figure of tag 0x0112). */
  private static double[] storedPixel(Mat stored, int orientation, int x, int y) {
    int right = stored.cols() - 1;
    int bottom = stored.rows() - 1;
    return switch (orientation) {
      case 2 -> stored.get(y, right - x);
      case 3 -> stored.get(bottom - y, right - x);
      case 4 -> stored.get(bottom - y, x);
      case 5 -> stored.get(x, y);
      case 6 -> stored.get(bottom - x, y);
      case 7 -> stored.get(bottom - x, right - y);
      case 8 -> stored.get(x, right - y);
      default -> stored.get(y, x);
    };
  }

  /** A BigTIFF file of two rows of three RGB pixels. */
  private static byte[] bigTiff(int orientation) {
    int[][] fields = {
      {TiffTags.IMAGE_WIDTH, 3},
      {TiffTags.IMAGE_LENGTH, 2},
      {TiffTags.BITS_PER_SAMPLE, 8, 8, 8},
      {TiffTags.COMPRESSION, TiffTags.COMPRESSION_NONE},
      {TiffTags.PHOTOMETRIC, TiffTags.PHOTOMETRIC_RGB},
      {TiffTags.STRIP_OFFSETS, 16},
      {TiffTags.ORIENTATION, orientation},
      {TiffTags.SAMPLES_PER_PIXEL, 3},
      {TiffTags.ROWS_PER_STRIP, 2},
      {TiffTags.STRIP_BYTE_COUNTS, 18}
    };
    ByteBuffer file =
        ByteBuffer.allocate(34 + 8 + 20 * fields.length + 8).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'I')
        .put((byte) 'I')
        .putShort((short) 43)
        .putShort((short) 8)
        .putShort((short) 0);
    file.putLong(34);
    for (int i = 0; i < 18; i++) {
      file.put((byte) (10 * i));
    }
    file.putLong(fields.length);
    for (int[] field : fields) {
      int end = file.position() + 20;
      file.putShort((short) field[0]).putShort((short) 3).putLong(field.length - 1);
      for (int i = 1; i < field.length; i++) {
        file.putShort((short) field[i]);
      }
      file.position(end);
    }
    return file.putLong(0).array();
  }

  @Test
  void bigTiffIsTurnedAlthoughItsMetadataAreNotRead() {
    try (Photo plain = TestPictures.read(bigTiff(1));
        Photo turned = TestPictures.read(bigTiff(6))) {
      assertEquals(2, turned.width());
      for (int y = 0; y < turned.height(); y++) {
        for (int x = 0; x < turned.width(); x++) {
          assertArrayEquals(
              storedPixel(plain.colour(), 6, x, y), turned.colour().get(y, x), x + ", " + y);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = PhotoFormat.class,
      names = {"JPEG", "PNG", "WEBP", "TIFF"})
  void everyOrientationIsApplied(PhotoFormat format) {
    Mat stored = TestPictures.scene(W, H, 3);
    Mat decoded;
    try (Photo plain = TestPictures.read(file(format, 1, stored))) {
      decoded = plain.colour().clone();
    }
    if (format != PhotoFormat.JPEG) {
      TestPictures.assertSame(stored, decoded, "lossless");
    }
    for (int orientation : new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 255}) {
      byte[] file = file(format, orientation, stored);
      try (Photo photo = TestPictures.read(file)) {
        boolean turned = orientation >= 5 && orientation <= 8;
        assertEquals(turned ? H : W, photo.width(), "orientation " + orientation);
        for (int y = 0; y < photo.height(); y++) {
          for (int x = 0; x < photo.width(); x++) {
            assertArrayEquals(
                storedPixel(decoded, orientation, x, y),
                photo.colour().get(y, x),
                format + " " + orientation);
          }
        }
        assertWrittenUpright(photo);
      }
    }
    stored.release();
    decoded.release();
  }

  private static void assertWrittenUpright(Photo photo) {
    byte[] written = PhotoWriter.encode(photo, OutputOptions.DEFAULTS).bytes();
    try (Photo again = TestPictures.read(written)) {
      assertEquals(1, again.metadata().orientation());
      assertEquals(photo.width(), again.width());
      if (photo.lossless()) {
        TestPictures.assertSame(photo.colour(), again.colour(), "not turned again");
      }
    }
  }

  @Test
  void alphaTurnsWithTheColours() {
    Mat stored = TestPictures.noise(W, H, CvType.CV_8UC4, 3);
    byte[] file = TaggedFiles.pngWith(Codec.encode(stored, ".png"), "eXIf", TaggedFiles.exif(6));
    try (Photo photo = TestPictures.read(file)) {
      Mat alpha = photo.alpha().orElseThrow();
      assertEquals(H, alpha.cols());
      for (int y = 0; y < alpha.rows(); y++) {
        for (int x = 0; x < alpha.cols(); x++) {
          assertEquals(storedPixel(stored, 6, x, y)[3], alpha.get(y, x)[0]);
        }
      }
    }
    stored.release();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orientation_2.jpg", "orientation_3.jpg", "orientation_4.jpg", "orientation_5.jpg",
        "orientation_6.jpg", "orientation_7.jpg", "orientation_8.jpg", "orientation_6.png",
        "orientation_9_invalid.jpg", "orientation_6.webp"
      })
  void turnedPhotosLookLikeTheUprightOne(String name) throws IOException {
    try (Photo upright = shared("orientation_1.jpg");
        Photo turned = shared(name)) {
      assertEquals(upright.width(), turned.width());
      double mean =
          Core.norm(upright.colour(), turned.colour(), Core.NORM_L1)
              / (3.0 * upright.width() * upright.height());
      System.out.printf("%s: mean difference to the upright photo %.3f%n", name, mean);
      // Each is a JPEG or WebP file of its own.
      assertEquals(0, mean, 6);
    }
  }

  private static Photo shared(String name) throws IOException {
    return TestPictures.read(Files.readAllBytes(Shared.file("photos/exif/" + name)));
  }
}
