package io.gpen.image.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.image.EncodedPhoto;
import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoFormat;
import io.gpen.image.TestPictures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Writing and reading again brings back every bit, for every depth and channel layout. */
class LosslessRoundTripTest {

  record Layout(PhotoFormat format, int depth, int channels, boolean alpha) {}

  static Stream<Layout> layouts() {
    List<Layout> layouts = new ArrayList<>();
    for (PhotoFormat format :
        List.of(PhotoFormat.PNG, PhotoFormat.TIFF, PhotoFormat.BMP, PhotoFormat.WEBP)) {
      boolean deep = format == PhotoFormat.PNG || format == PhotoFormat.TIFF;
      for (int depth : deep ? new int[] {CvType.CV_8U, CvType.CV_16U} : new int[] {CvType.CV_8U}) {
        for (int channels : new int[] {1, 3}) {
          layouts.add(new Layout(format, depth, channels, false));
          layouts.add(new Layout(format, depth, channels, true));
        }
      }
    }
    return layouts.stream();
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void bringsBackEveryBit(Layout layout) {
    for (int width : new int[] {1, 7, 61, 300}) {
      int type = CvType.makeType(layout.depth, layout.channels);
      Mat colour = TestPictures.noise(width, 47, type, width);
      Mat alpha =
          layout.alpha
              ? TestPictures.noise(width, 47, CvType.makeType(layout.depth, 1), width + 1)
              : null;
      if (layout.alpha && layout.format == PhotoFormat.WEBP) {
        // libwebp gives up colours under full transparency; the writer says so.
        org.opencv.core.Core.max(alpha, org.opencv.core.Scalar.all(1), alpha);
      }
      try (Photo photo = TestPictures.photo(colour, alpha, layout.format, true)) {
        EncodedPhoto file = PhotoWriter.encode(photo, OutputOptions.DEFAULTS);
        assertEquals(List.of(), file.warnings());
        try (Photo again = TestPictures.read(file.bytes())) {
          assertEquals(layout.format, again.format());
          assertTrue(again.lossless());
          assertEquals(List.of(), again.warnings());
          assertPixels(photo, again, layout);
        }
      }
    }
  }

  /**
   * BMP and WebP have no grey with alpha, WebP no grey at all: there grey becomes equal colours.
   */
  private static void assertPixels(Photo photo, Photo again, Layout layout) {
    boolean mayTurnToColour =
        layout.format == PhotoFormat.WEBP || layout.format == PhotoFormat.BMP && layout.alpha;
    if (photo.isGrey() && mayTurnToColour) {
      Mat expected = photo.toBgr8();
      TestPictures.assertSame(expected, again.colour(), layout.toString());
      expected.release();
    } else {
      TestPictures.assertSame(photo.colour(), again.colour(), layout.toString());
    }
    assertEquals(layout.alpha, again.alpha().isPresent());
    if (layout.alpha) {
      TestPictures.assertSame(photo.alpha().get(), again.alpha().get(), layout + " alpha");
    }
  }
}
