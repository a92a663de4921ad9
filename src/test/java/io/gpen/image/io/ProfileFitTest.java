package io.gpen.image.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.image.EncodedPhoto;
import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoFormat;
import io.gpen.image.PhotoHeader;
import io.gpen.image.TestPictures;
import io.gpen.image.metadata.MetadataBuilder;
import io.gpen.image.metadata.PhotoMetadata;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Channels and ICC profile fit each other in every output, or the profile is named as left out. */
class ProfileFitTest {

  private static final byte[] RGB = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
  private static final byte[] GREY = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();

  private static byte[] cmyk() {
    byte[] profile = RGB.clone();
    System.arraycopy("CMYK".getBytes(StandardCharsets.US_ASCII), 0, profile, 16, 4);
    return profile;
  }

  private static EncodedPhoto encode(
      int channels, boolean alpha, byte[] profile, PhotoFormat format) {
    MetadataBuilder metadata = new MetadataBuilder();
    metadata.icc = Optional.of(profile);
    Mat colour = TestPictures.scene(40, 30, channels);
    Optional<Mat> opacity =
        alpha ? Optional.of(TestPictures.noise(40, 30, CvType.CV_8UC1, 3)) : Optional.empty();
    try (Photo photo =
        new Photo(colour, opacity, PhotoFormat.PNG, true, metadata.build(), List.of())) {
      return PhotoWriter.encode(photo, new OutputOptions(Optional.of(format), 95, false));
    }
  }

  @ParameterizedTest
  @EnumSource(PhotoFormat.class)
  void aGreyPictureWithAProfileForColourBecomesColour(PhotoFormat format) {
    for (boolean alpha : new boolean[] {false, true}) {
      EncodedPhoto file = encode(1, alpha, RGB, format);
      PhotoHeader header = PhotoReader.header(file.bytes());
      // The palette of a grey BMP consists of colours.
      boolean palette = format == PhotoFormat.BMP && !alpha;
      assertTrue(header.channels() >= 3 || palette, () -> format + " " + header);
      assertArrayEquals(RGB, PhotoReader.metadata(file.bytes()).icc().orElseThrow());
      assertTrue(file.warnings().stream().noneMatch(w -> w.contains("profile")));
      try (Photo again = TestPictures.read(file.bytes())) {
        Mat expected = TestPictures.scene(40, 30, 1);
        Mat channel = new Mat();
        org.opencv.core.Core.extractChannel(again.colour(), channel, 0);
        if (format != PhotoFormat.JPEG && format != PhotoFormat.WEBP) {
          TestPictures.assertSame(expected, channel, format + " pixels");
        }
        expected.release();
        channel.release();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PhotoFormat.class)
  void aGreyProfileStaysWithGreyPixelsOnly(PhotoFormat format) {
    boolean grey = format != PhotoFormat.WEBP && format != PhotoFormat.BMP;
    assertCarried(grey, encode(1, false, GREY, format), GREY);
    assertCarried(false, encode(3, false, GREY, format), GREY);
  }

  @ParameterizedTest
  @EnumSource(PhotoFormat.class)
  void aProfileForInksFitsNothing(PhotoFormat format) {
    assertCarried(false, encode(1, false, cmyk(), format), cmyk());
    assertCarried(false, encode(3, false, cmyk(), format), cmyk());
  }

  private static void assertCarried(boolean carried, EncodedPhoto file, byte[] profile) {
    PhotoMetadata metadata = PhotoReader.metadata(file.bytes());
    assertEquals(carried, metadata.icc().isPresent());
    assertEquals(
        !carried, file.warnings().stream().anyMatch(w -> w.startsWith("The ICC profile is not")));
    metadata.icc().ifPresent(icc -> assertArrayEquals(profile, icc));
  }
}
