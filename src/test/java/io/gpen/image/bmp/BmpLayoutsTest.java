package io.gpen.image.bmp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoException.Kind;
import io.gpen.image.TestPictures;
import io.gpen.image.io.PhotoReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Mat;

/** BMP files of every depth. */
class BmpLayoutsTest {

  private static final int W = 13;
  private static final int H = 6;

  private static byte[] bmp(int bits, int compression, byte[] palette, byte[] data, int height) {
    int at = 54 + palette.length;
    ByteBuffer file = ByteBuffer.allocate(at + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(at);
    file.putInt(40).putInt(W).putInt(height).putShort((short) 1).putShort((short) bits);
    file.putInt(compression).putInt(data.length).putInt(0).putInt(0);
    file.putInt(bits <= 8 ? palette.length / 4 : 0).putInt(0);
    return file.put(palette).put(data).array();
  }

  private static byte[] palette(int size, boolean grey) {
    byte[] palette = new byte[4 * size];
    new Random(7).nextBytes(palette);
    for (int i = 0; i < size; i++) {
      palette[4 * i + 3] = 0;
      if (grey) {
        Arrays.fill(palette, 4 * i, 4 * i + 3, (byte) (11 * i));
      }
    }
    return palette;
  }

  @ParameterizedTest
  @CsvSource({
    "1,false", "1,true", "4,false", "4,true", "8,false", "8,true",
  })
  void palettesBecomeGreyOrColour(int bits, boolean grey) {
    byte[] palette = palette(1 << bits, grey);
    int row = (W * bits + 31) / 32 * 4;
    byte[] data = new byte[row * H];
    new Random(8).nextBytes(data);
    for (int height : new int[] {H, -H}) {
      byte[] file = bmp(bits, 0, palette, data, height);
      try (Photo photo = TestPictures.read(file)) {
        assertEquals(grey, photo.isGrey());
        Mat bgr = photo.toBgr8();
        for (int y = 0; y < H; y++) {
          for (int x = 0; x < W; x++) {
            int line = height < 0 ? y : H - 1 - y;
            int value = data[line * row + x * bits / 8] & 0xff;
            int index = value >> 8 - bits - x * bits % 8 & (1 << bits) - 1;
            for (int c = 0; c < 3; c++) {
              assertEquals(palette[4 * index + c] & 0xff, bgr.get(y, x)[c]);
            }
          }
        }
        bgr.release();
      }
      assertLossIsNoticed(file);
    }
  }

  @ParameterizedTest
  @CsvSource({"24", "32"})
  void trueColourIsRead(int bits) {
    int row = (W * bits + 31) / 32 * 4;
    byte[] data = new byte[row * H];
    new Random(8).nextBytes(data);
    byte[] file = bmp(bits, 0, new byte[0], data, H);
    try (Photo photo = TestPictures.read(file)) {
      // The fourth byte of plain 32-bit files means nothing.
      assertTrue(photo.alpha().isEmpty());
      for (int y = 0; y < H; y++) {
        for (int x = 0; x < W; x++) {
          double[] pixel = photo.colour().get(y, x);
          for (int c = 0; c < 3; c++) {
            assertEquals(data[(H - 1 - y) * row + x * bits / 8 + c] & 0xff, pixel[c]);
          }
        }
      }
    }
    assertLossIsNoticed(file);
  }

  /** Five and six bits widened as ImageMagick does: the upper bits are repeated below. */
  @ParameterizedTest
  @CsvSource({
    "0x7c00,0x3e0,0x1f,0,40,0x7fff,255,255,255",
    "0x7c00,0x3e0,0x1f,0,40,0x4210,132,132,132",
    "0x7c00,0x3e0,0x1f,3,40,0x0421,8,8,8",
    "0xf800,0x7e0,0x1f,3,40,0xffff,255,255,255",
    "0xf800,0x7e0,0x1f,3,52,0x8410,132,130,132",
    "0xf800,0x7e0,0x1f,3,56,0xf81f,255,0,255",
    "0x1f,0x7e0,0xf800,3,108,0x001f,255,0,0",
    "0xf00,0xf0,0xf,3,124,0x0f8c,255,136,204",
    "0x7c00,0x3e0,0x1f,0,64,0x7c00,255,0,0",
    "0x7c00,0x3e0,0x1f,0,56,0x7c00,255,0,0",
  })
  void sixteenBitsAreWidenedSoThatWhiteIsWhite(
      String red,
      String green,
      String blue,
      int compression,
      int header,
      String pixel,
      int r,
      int g,
      int b) {
    byte[] masks = masks(red, green, blue, "0");
    byte[] data = new byte[28 * H];
    int value = Integer.decode(pixel);
    data[0] = (byte) value;
    data[1] = (byte) (value >> 8);
    byte[] file =
        bmp(header, 16, compression, compression == 0 ? new byte[16] : masks, new byte[0], data);
    try (Photo photo = TestPictures.read(file)) {
      assertArrayEquals(new double[] {b, g, r}, photo.colour().get(H - 1, 0));
      assertTrue(photo.alpha().isEmpty());
    }
  }

  @ParameterizedTest
  @CsvSource({"56", "108", "124"})
  void masksInAnyOrderAndAlphaAreRead(int header) {
    byte[] data = new byte[4 * W * H];
    new Random(4).nextBytes(data);
    byte[] file =
        bmp(header, 32, 3, masks("0xff", "0xff00", "0xff0000", "0xff000000"), new byte[0], data);
    try (Photo photo = TestPictures.read(file)) {
      for (int y = 0; y < H; y++) {
        int at = 4 * W * (H - 1 - y) + 20;
        double[] bgr = {data[at + 2] & 0xff, data[at + 1] & 0xff, data[at] & 0xff};
        assertArrayEquals(bgr, photo.colour().get(y, 5));
        assertEquals(data[at + 3] & 0xff, photo.alpha().orElseThrow().get(y, 5)[0]);
      }
    }
  }

  private static byte[] masks(String... masks) {
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    for (String mask : masks) {
      bytes.putInt((int) (long) Long.decode(mask));
    }
    return bytes.array();
  }

  /** Headers of any length: masks follow the first 40 bytes, within the header or behind it. */
  private static byte[] bmp(
      int header, int bits, int compression, byte[] masks, byte[] palette, byte[] data) {
    int at = 14 + (compression == 3 ? Math.max(header, 52) : header) + palette.length;
    ByteBuffer file = ByteBuffer.allocate(at + data.length).order(ByteOrder.LITTLE_ENDIAN);
    // The reserved fields are not zero in the files of some programs.
    file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0x12345678).putInt(at);
    file.putInt(header);
    if (header == 12) {
      file.putShort((short) W).putShort((short) H).putShort((short) 1).putShort((short) bits);
    } else {
      file.putInt(W).putInt(H).putShort((short) 1).putShort((short) bits).putInt(compression);
      file.position(54);
      file.put(masks, 0, header < 56 ? Math.min(12, at - 54) : Math.min(16, header - 40));
    }
    file.position(at - palette.length);
    return file.put(palette).put(data).array();
  }

  @ParameterizedTest
  @CsvSource({"12,1,3", "12,4,3", "12,8,3", "12,24,0", "64,4,4", "64,8,4", "64,8,3", "64,24,0"})
  void os2HeadersAreRead(int header, int bits, int entry) {
    byte[] palette = new byte[bits > 8 ? 0 : entry << bits];
    new Random(3).nextBytes(palette);
    int row = (W * bits + 31) / 32 * 4;
    byte[] data = new byte[row * H];
    new Random(5).nextBytes(data);
    byte[] file = bmp(header, bits, 0, new byte[16], palette, data);
    try (Photo photo = TestPictures.read(file)) {
      for (int y = 0; y < H; y++) {
        int at = (H - 1 - y) * row;
        for (int x = 0; x < W; x++) {
          int value = data[at + x * bits / 8] & 0xff;
          int index = value >> Math.max(0, 8 - bits - x * bits % 8) & (1 << Math.min(8, bits)) - 1;
          for (int c = 0; c < 3; c++) {
            int expected = bits == 24 ? data[at + 3 * x + c] : palette[entry * index + c];
            assertEquals(expected & 0xff, photo.colour().get(y, x)[c]);
          }
        }
      }
    }
  }

  @Test
  void deltasOddLiteralsPaddedRowsAndMissingRowEndsAreReadAsImageMagickDoes() {
    byte[] palette = palette(256, false);
    int[] runs = {
      5, 9, 0, 3, 7, 8, 9, 0, 5, 33, 3, 1, 0, 0, // an odd literal, and three pixels too many
      0, 13, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 0, 0, 0, // they are overwritten
      2, 3, 0, 2, 4, 1, 7, 77, 0, 0, // a delta into the next row
      13, 200, 13, 201, // without an end of the row
      0, 1
    };
    byte[] data = new byte[runs.length];
    for (int i = 0; i < runs.length; i++) {
      data[i] = (byte) runs[i];
    }
    int[][] expected = new int[H][W];
    expected[0] = new int[] {9, 9, 9, 9, 9, 7, 8, 9, 33, 33, 33, 33, 33};
    expected[1] = new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13};
    Arrays.fill(expected[2], 0, 2, 3);
    Arrays.fill(expected[3], 6, 13, 77);
    Arrays.fill(expected[4], 200);
    Arrays.fill(expected[5], 201);
    try (Photo photo = TestPictures.read(bmp(8, 1, palette, data, H))) {
      for (int y = 0; y < H; y++) {
        for (int x = 0; x < W; x++) {
          int index = expected[y][x];
          double[] bgr = photo.colour().get(H - 1 - y, x);
          assertEquals(palette[4 * index] & 0xff, bgr[0], x + "," + y);
          assertEquals(palette[4 * index + 2] & 0xff, bgr[2], x + "," + y);
        }
      }
    }
  }

  @Test
  void zerosInsteadOfRunsAreALoss() {
    byte[] data = new byte[2 * H + 30];
    data[0] = W;
    data[1] = 7;
    assertThrows(
        PhotoException.class, () -> TestPictures.read(bmp(8, 1, palette(256, true), data, H)));
  }

  @Test
  void runsAreReadAndTheirLossIsNoticed() {
    byte[] data = new byte[4 * H + 2];
    for (int y = 0; y < H; y++) {
      data[4 * y] = W;
      data[4 * y + 1] = (byte) (20 * y);
    }
    data[4 * H + 1] = 1;
    byte[] palette = palette(256, true);
    byte[] file = bmp(8, 1, palette, data, H);
    try (Photo photo = TestPictures.read(file)) {
      assertEquals(palette[4 * 40] & 0xff, photo.colour().get(H - 3, 5)[0]);
    }
    assertLossIsNoticed(file);
  }

  private static void assertLossIsNoticed(byte[] file) {
    byte[] cut = Arrays.copyOf(file, file.length - 8);
    PhotoException e = assertThrows(PhotoException.class, () -> TestPictures.read(cut).close());
    assertEquals(Kind.DAMAGED, e.kind());
  }

  @Test
  void aMissingPaddingAtTheVeryEndIsNoLoss() {
    byte[] file = bmp(24, 0, new byte[0], new byte[40 * H], H);
    TestPictures.read(Arrays.copyOf(file, file.length - 1)).close();
  }

  @Test
  void jpegInABmpIsUnsupportedByName() {
    byte[] file = bmp(24, 4, new byte[0], new byte[40 * H], H);
    PhotoException e = assertThrows(PhotoException.class, () -> PhotoReader.header(file));
    assertEquals(Kind.UNSUPPORTED, e.kind());
    assertTrue(e.getMessage().startsWith("BMP of 24 bits with compression 4"), e.getMessage());
  }
}
