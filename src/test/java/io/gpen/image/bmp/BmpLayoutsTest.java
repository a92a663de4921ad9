package io.gpen.image.bmp;

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

  @Test
  void fiveBitColourIsRead() {
    byte[] data = new byte[28 * H];
    Arrays.fill(data, (byte) 0);
    data[1] = 0x7c;
    try (Photo photo = TestPictures.read(bmp(16, 0, new byte[0], data, H))) {
      double[] red = photo.colour().get(H - 1, 0);
      assertTrue(red[2] >= 248 && red[1] == 0 && red[0] == 0, Arrays.toString(red));
    }
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
