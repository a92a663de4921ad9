package io.gpen.image.webp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.image.Photo;
import io.gpen.image.TestPictures;
import io.gpen.image.io.PhotoReader;
import io.gpen.image.io.PhotoWriter;
import io.gpen.image.metadata.MetadataBuilder;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.Samples;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.CvType;
import org.opencv.imgcodecs.Imgcodecs;

class WebpFormatTest {

  @ParameterizedTest
  @CsvSource({"3,80", "4,80", "3,101", "4,101"})
  void strippingKeepsThePixelDataTheProfileAndTheOrientation(int channels, int quality) {
    byte[] bare =
        Samples.picture(".webp", CvType.CV_8UC(channels), Imgcodecs.IMWRITE_WEBP_QUALITY, quality);
    for (int orientation : new int[] {1, 6}) {
      PhotoMetadata all = Samples.turned(orientation, false);
      byte[] stripped = PhotoWriter.strip(PhotoWriter.embed(bare, all).bytes()).orElseThrow();
      PhotoMetadata left = PhotoReader.metadata(stripped);
      assertEquals(orientation, left.orientation());
      assertEquals(orientation == 1, left.exif().isEmpty());
      assertEquals(Optional.empty(), left.xmp());
      assertArrayEquals(all.icc().orElseThrow(), left.icc().orElseThrow());
      WebpFile before = new WebpFile(bare);
      WebpFile after = new WebpFile(stripped);
      assertArrayEquals(before.data(before.picture()), after.data(after.picture()));
      assertEquals(channels == 4, after.hasAlpha());
    }
  }

  @Test
  void nothingBesideThePixelsNeedsNoExtendedFormat() {
    byte[] bare = Samples.picture(".webp");
    MetadataBuilder metadata = Samples.everything();
    metadata.icc = Optional.empty();
    byte[] stripped =
        PhotoWriter.strip(PhotoWriter.embed(bare, metadata.build()).bytes()).orElseThrow();
    assertArrayEquals(bare, stripped);
  }

  @Test
  void aMillionChunksTakeLittle() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Samples.picture(".webp"));
    for (int i = 0; i < 1_000_000; i++) {
      String type = Integer.toString(100_000 + i % 1_000, 36);
      out.writeBytes(Arrays.copyOf(type.getBytes(StandardCharsets.US_ASCII), 8));
    }
    byte[] file = out.toByteArray();
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(4, file.length - 8);
    List<String> warnings =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () -> {
              try (Photo photo = TestPictures.read(file)) {
                return photo.warnings();
              }
            });
    assertTrue(warnings.toString().contains("more than 1000 WebP chunks"), warnings::toString);
  }
}
