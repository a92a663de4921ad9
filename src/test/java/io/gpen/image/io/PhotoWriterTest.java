package io.gpen.image.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.image.OpenCv;
import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoException.Kind;
import io.gpen.image.PhotoFormat;
import io.gpen.image.TaggedFiles;
import io.gpen.image.TestPictures;
import io.gpen.image.metadata.PhotoMetadata;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/** What each format carries, and that the rest is named. */
class PhotoWriterTest {

  @BeforeAll
  static void loadOpenCv() {
    OpenCv.load();
  }

  private static OutputOptions as(PhotoFormat format) {
    return new OutputOptions(Optional.of(format), 95, false);
  }

  private static Photo scene(PhotoFormat format, boolean lossless) {
    return TestPictures.photo(TestPictures.scene(120, 80, 3), null, format, lossless);
  }

  @Test
  void jpegIsWrittenAtFullChromaResolutionAndHighQuality() {
    try (Photo photo = scene(PhotoFormat.JPEG, false)) {
      byte[] file = PhotoWriter.encode(photo, OutputOptions.DEFAULTS).bytes();
      int frame = TaggedFiles.indexOf(file, 0, 0xff, 0xc0);
      for (int c = 0; c < 3; c++) {
        assertEquals(0x11, file[frame + 11 + 3 * c]);
      }
      try (Photo again = TestPictures.read(file)) {
        assertTrue(Core.norm(photo.colour(), again.colour(), Core.NORM_INF) < 16);
        assertFalse(again.lossless());
      }
      byte[] small =
          PhotoWriter.encode(photo, new OutputOptions(Optional.empty(), 30, false)).bytes();
      assertTrue(small.length < file.length / 2);
    }
  }

  /** Table K.1 of ITU T.81 begins with 16, scaled as libjpeg does: (16 q + 50) / 100. */
  @ParameterizedTest
  @CsvSource({"95, 2", "90, 3", "60, 13"})
  void theQualityIsThatOfTheOptions(int quality, int firstStep) {
    try (Photo photo = scene(PhotoFormat.JPEG, false)) {
      byte[] file =
          PhotoWriter.encode(photo, new OutputOptions(Optional.empty(), quality, false)).bytes();
      int table = TaggedFiles.indexOf(file, 0, 0xff, 0xdb);
      assertEquals(firstStep, file[table + 5]);
    }
    assertEquals(95, OutputOptions.DEFAULTS.quality());
  }

  @Test
  void greyJpegStaysOneChannel() {
    Mat grey = TestPictures.scene(120, 80, 1);
    try (Photo photo = TestPictures.photo(grey, null, PhotoFormat.JPEG, false)) {
      byte[] file = PhotoWriter.encode(photo, OutputOptions.DEFAULTS).bytes();
      assertEquals(1, PhotoReader.header(file).channels());
    }
  }

  @Test
  void webpStaysLosslessOrLossy() {
    for (boolean lossless : new boolean[] {true, false}) {
      try (Photo photo = scene(PhotoFormat.WEBP, lossless)) {
        byte[] file = PhotoWriter.encode(photo, OutputOptions.DEFAULTS).bytes();
        try (Photo again = TestPictures.read(file)) {
          assertEquals(lossless, again.lossless());
        }
      }
    }
  }

  @Test
  void whatAFormatCannotCarryIsNamed() {
    Mat colour = TestPictures.noise(CvType.CV_16UC3, 1);
    Mat alpha = TestPictures.noise(CvType.CV_16UC1, 2);
    try (Photo photo = TestPictures.photo(colour, alpha, PhotoFormat.PNG, true)) {
      assertEquals(
          List.of(
              "JPEG holds 8 bits per channel: the 16-bit values were rounded.",
              "JPEG holds no transparency: the alpha channel was left out."),
          PhotoWriter.encode(photo, as(PhotoFormat.JPEG)).warnings());
      assertEquals(
          List.of("BMP holds 8 bits per channel: the 16-bit values were rounded."),
          PhotoWriter.encode(photo, as(PhotoFormat.BMP)).warnings());
      assertEquals(List.of(), PhotoWriter.encode(photo, as(PhotoFormat.TIFF)).warnings());
      assertTrue(
          PhotoWriter.encode(photo, as(PhotoFormat.WEBP))
              .warnings()
              .get(0)
              .startsWith("WebP holds 8 bits per channel"));
    }
  }

  @Test
  void coloursUnderFullTransparencyAreNamedWhenWebpLosesThem() {
    Mat alpha = new Mat(47, 61, CvType.CV_8UC1, Scalar.all(255));
    alpha.put(3, 3, 0);
    Mat colour = TestPictures.noise(CvType.CV_8UC3, 1);
    try (Photo photo = TestPictures.photo(colour, alpha, PhotoFormat.WEBP, true)) {
      assertEquals(
          List.of("WebP does not keep the colours of fully transparent pixels."),
          PhotoWriter.encode(photo, OutputOptions.DEFAULTS).warnings());
      colour.put(3, 3, 0, 0, 0);
      assertEquals(List.of(), PhotoWriter.encode(photo, OutputOptions.DEFAULTS).warnings());
    }
  }

  @Test
  void sixteenBitsAreRoundedForFormatsOfEight() {
    Mat colour = new Mat(1, 3, CvType.CV_16UC1);
    colour.put(0, 0, new short[] {(short) 65535, 128, 129});
    try (Photo photo = TestPictures.photo(colour, null, PhotoFormat.PNG, true)) {
      try (Photo again =
          TestPictures.read(PhotoWriter.encode(photo, as(PhotoFormat.BMP)).bytes())) {
        assertEquals(255, again.colour().get(0, 0)[0]);
        assertEquals(0, again.colour().get(0, 1)[0]);
        assertEquals(1, again.colour().get(0, 2)[0]);
      }
    }
  }

  @Test
  void whatIsTooLargeForAFormatIsRefusedWithTheLimit() {
    Mat wide = new Mat(1, 16384, CvType.CV_8UC1, Scalar.all(7));
    try (Photo photo = TestPictures.photo(wide, null, PhotoFormat.PNG, true)) {
      PhotoException e =
          assertThrows(PhotoException.class, () -> PhotoWriter.encode(photo, as(PhotoFormat.WEBP)));
      assertEquals(Kind.TOO_LARGE, e.kind());
      assertTrue(e.getMessage().contains("16383") && e.getMessage().contains("--format"));
      assertEquals(List.of(), PhotoWriter.encode(photo, as(PhotoFormat.JPEG)).warnings());
    }
    Mat wider = new Mat(1, 65501, CvType.CV_8UC1, Scalar.all(7));
    try (Photo photo = TestPictures.photo(wider, null, PhotoFormat.PNG, true)) {
      assertThrows(PhotoException.class, () -> PhotoWriter.encode(photo, as(PhotoFormat.JPEG)));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = PhotoFormat.class,
      names = {"JPEG", "PNG", "WEBP", "TIFF"})
  void theProfileIsCarriedAndIsAllThatIsLeftWhenMetadataAreStripped(PhotoFormat format) {
    byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    byte[] jpeg;
    try (Photo photo = scene(PhotoFormat.JPEG, false)) {
      jpeg = PhotoWriter.encode(photo, OutputOptions.DEFAULTS).bytes();
    }
    byte[] icc = new byte[14 + srgb.length];
    System.arraycopy("ICC_PROFILE\0\1\1".getBytes(), 0, icc, 0, 14);
    System.arraycopy(srgb, 0, icc, 14, srgb.length);
    byte[] input =
        TaggedFiles.jpegWith(TaggedFiles.jpegWithExif(jpeg, TaggedFiles.exif(3)), 0xe2, icc);
    try (Photo photo = TestPictures.read(input)) {
      byte[] all = PhotoWriter.encode(photo, as(format)).bytes();
      byte[] stripped =
          PhotoWriter.encode(photo, new OutputOptions(Optional.of(format), 95, true)).bytes();
      PhotoMetadata kept = readMetadata(all);
      assertArrayEquals(srgb, kept.icc().orElseThrow());
      assertTrue(kept.exif().isPresent());
      assertEquals(1, kept.orientation());
      PhotoMetadata left = readMetadata(stripped);
      assertArrayEquals(srgb, left.icc().orElseThrow());
      assertFalse(
          new String(stripped, java.nio.charset.StandardCharsets.ISO_8859_1).contains("gpen"));
    }
  }

  private static PhotoMetadata readMetadata(byte[] file) {
    try (Photo photo = TestPictures.read(file)) {
      return photo.metadata();
    }
  }
}
