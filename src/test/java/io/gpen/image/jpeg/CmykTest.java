package io.gpen.image.jpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.Shared;
import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.image.TaggedFiles;
import io.gpen.image.TestPictures;
import io.gpen.image.metadata.TiffTags;
import io.gpen.image.tiff.RawTiff;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/** CMYK becomes sRGB, through the profile where there is one, and says so. */
class CmykTest {

  private static final int W = 32;
  private static final int H = 16;
  private static final int[] INKS = {60, 0, 128, 30};

  /** Four channels as they are given, without any marker that explains them. */
  private static byte[] jpeg(int... channels) throws IOException {
    WritableRaster raster = Raster.createInterleavedRaster(0, W, H, 4, null);
    for (int i = 0; i < W * H; i++) {
      raster.setPixel(i % W, i / W, channels);
    }
    return jpeg(raster);
  }

  private static byte[] jpeg(Raster raster) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(1);
      writer.write(null, new IIOImage(raster, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static byte[] adobe(byte[] jpeg, int transform) {
    byte[] payload = Arrays.copyOf("Adobe".getBytes(StandardCharsets.US_ASCII), 12);
    payload[6] = 100;
    payload[11] = (byte) transform;
    return TaggedFiles.jpegWith(jpeg, 0xee, payload);
  }

  private static byte[] withProfile(byte[] jpeg, byte[] profile) {
    byte[] start = "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1);
    byte[] payload = Arrays.copyOf(start, start.length + profile.length);
    System.arraycopy(profile, 0, payload, start.length, profile.length);
    return TaggedFiles.jpegWith(jpeg, 0xe2, payload);
  }

  private static void assertColour(byte[] file, double red, double green, double blue) {
    try (Photo photo = TestPictures.read(file)) {
      double[] pixel = photo.colour().get(H / 2, W / 2);
      String found = Arrays.toString(pixel);
      assertEquals(red, pixel[2], 2, found);
      assertEquals(green, pixel[1], 2, found);
      assertEquals(blue, pixel[0], 2, found);
      String warnings = String.join(" ", photo.warnings());
      assertTrue(warnings.contains("The CMYK picture was converted to sRGB"), warnings);
      assertEquals(Optional.empty(), photo.metadata().icc());
    }
  }

  /** The inks are those that ImageMagick 6.9.11 and Pillow 9.4 read (libjpeg-turbo 2.1). */
  @ParameterizedTest
  @CsvSource({
    "cmyk, 133 143 149 0, 82 77 80 0, 195 194 194 0",
    "ycck, 0 37 60 19, 2 31 63 34, 2 12 14 38",
    "ycck-restart, 0 37 60 19, 2 31 63 34, 2 12 14 38",
    "ycck-progressive, 0 37 60 19, 2 31 63 34, 2 12 14 38"
  })
  void filesOfOtherProgramsHaveTheInksThatOthersRead(String name, String a, String b, String c)
      throws IOException {
    try (Photo photo = TestPictures.read(resource(name))) {
      assertInks(a, photo.colour().get(5, 10));
      assertInks(b, photo.colour().get(32, 48));
      assertInks(c, photo.colour().get(60, 90));
    }
  }

  private static byte[] resource(String name) throws IOException {
    return Files.readAllBytes(Path.of("src/test/resources/jpeg", name + ".jpg"));
  }

  private static void assertInks(String inks, double[] bgr) {
    int[] ink = Arrays.stream(inks.split(" ")).mapToInt(Integer::parseInt).toArray();
    for (int i = 0; i < 3; i++) {
      double expected = (255 - ink[i]) * (255 - ink[3]) / 255.0;
      assertEquals(expected, bgr[2 - i], 2, inks + " became " + Arrays.toString(bgr));
    }
  }

  /** As for those two programs, the Adobe segment makes no difference. */
  @Test
  void inksAreStoredInvertedWithoutAnAdobeSegmentToo() throws IOException {
    byte[] file = resource("cmyk");
    int adobe = TaggedFiles.indexOf(file, 0, 0xff, 0xee);
    byte[] without = Arrays.copyOf(file, file.length - 16);
    System.arraycopy(file, adobe + 16, without, adobe, without.length - adobe);
    try (Photo expected = TestPictures.read(file);
        Photo photo = TestPictures.read(without)) {
      TestPictures.assertSame(expected.colour(), photo.colour(), "without an Adobe segment");
    }
    double light = 225.0 / 255;
    assertColour(jpeg(195, 255, 127, 225), 195 * light, 255 * light, 127 * light);
  }

  /** What comes of Y, Cb and Cr are the inks themselves (libjpeg, ycck_cmyk_convert, inverted). */
  @Test
  void ycckIsTurnedIntoInksFirst() throws IOException {
    // Y, Cb, Cr of (195, 150, 127) by ITU-R BT.601, full range.
    int y = (int) Math.round(0.299 * 195 + 0.587 * 150 + 0.114 * 127);
    int cb = (int) Math.round(128 + (127 - y) * 0.564334);
    int cr = (int) Math.round(128 + (195 - y) * 0.713267);
    double light = 225.0 / 255;
    assertColour(adobe(jpeg(y, cb, cr, 225), 2), 60 * light, 105 * light, 128 * light);
  }

  @Test
  void theProfileDecidesWhereThereIsOne() throws IOException {
    byte[] profile = CmykProfile.bytes();
    assertColour(withProfile(jpeg(255, 255, 255, 255), profile), 255, 255, 255);
    assertColour(withProfile(jpeg(255, 0, 255, 255), profile), 0, 0, 0);
    // L* = 137/255 * 100 is a grey of 128 in sRGB; the formula would say (0, 255, 255).
    byte[] file = jpeg(0, 255, 255, 255);
    assertColour(withProfile(file, profile), 128, 128, 128);
    assertColour(withProfile(adobe(file, 0), profile), 128, 128, 128);
  }

  @Test
  void aDamagedOrForeignProfileIsNotUsed() throws IOException {
    byte[] srgb =
        java.awt.color.ICC_Profile.getInstance(java.awt.color.ColorSpace.CS_sRGB).getData();
    assertColour(withProfile(jpeg(0, 255, 255, 255), srgb), 0, 255, 255);
    byte[] broken = CmykProfile.bytes();
    Arrays.fill(broken, 128, broken.length, (byte) 0x7f);
    assertColour(withProfile(jpeg(0, 255, 255, 255), broken), 0, 255, 255);
  }

  @ParameterizedTest
  @CsvSource({"8", "16"})
  void tiffInksAreConvertedToo(int bits) {
    byte[] data = new byte[W * H * 4 * bits / 8];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) INKS[i * 8 / bits % 4];
    }
    RawTiff tiff = new RawTiff(ByteOrder.BIG_ENDIAN, W, H, bits, 4, TiffTags.PHOTOMETRIC_CMYK);
    double light = 225.0 / 255;
    byte[] file = tiff.file(data);
    assertColour(file, 195 * light, 255 * light, 127 * light);
    try (Photo photo = TestPictures.read(file)) {
      assertEquals(bits == 16, photo.warnings().toString().contains("rounded to 8 bits"));
    }
  }

  @Test
  void aCutCmykFileIsAFailure() throws IOException {
    Random random = new Random(1);
    WritableRaster noise = Raster.createInterleavedRaster(0, 100, 80, 4, null);
    noise.setPixels(0, 0, 100, 80, random.ints(4 * 100 * 80, 0, 256).toArray());
    byte[] file = adobe(jpeg(noise), 0);
    for (int percent : new int[] {10, 50, 99}) {
      byte[] cut = Arrays.copyOf(file, file.length * percent / 100);
      PhotoException e = assertThrows(PhotoException.class, () -> TestPictures.read(cut).close());
      assertEquals(PhotoException.Kind.DAMAGED, e.kind());
    }
    RawTiff tiff = new RawTiff(ByteOrder.BIG_ENDIAN, W, H, 8, 4, TiffTags.PHOTOMETRIC_CMYK);
    byte[] missing = tiff.file(new byte[W * (H - 1) * 4]);
    assertThrows(PhotoException.class, () -> TestPictures.read(missing).close());
  }

  @Test
  void aCmykPhotoLooksAsTheReferenceDecoderShowsIt() throws IOException {
    byte[] file = Files.readAllBytes(Shared.file("photos/formats/cmyk.jpg"));
    try (Photo photo = TestPictures.read(file)) {
      Mat expected = TestPictures.imreadColour(file);
      double mean = Core.norm(expected, photo.colour(), Core.NORM_L1) / expected.total() / 3;
      double largest = Core.norm(expected, photo.colour(), Core.NORM_INF);
      System.out.printf("cmyk.jpg: mean difference to imread %.3f, largest %.0f%n", mean, largest);
      assertTrue(mean <= 1 && largest <= 1);
      expected.release();
    }
  }
}
