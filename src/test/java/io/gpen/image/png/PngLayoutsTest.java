package io.gpen.image.png;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.image.DeflateBuffer;
import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoException.Kind;
import io.gpen.image.PhotoFormat;
import io.gpen.image.PhotoHeader;
import io.gpen.image.TaggedFiles;
import io.gpen.image.TestPictures;
import io.gpen.image.io.PhotoReader;
import io.gpen.image.io.PhotoWriter;
import io.gpen.image.metadata.PhotoMetadata;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Mat;

/** PNG files of every colour type and depth, plain and interlaced, with and without tRNS. */
class PngLayoutsTest {

  private static final int W = 21;
  private static final int H = 13;

  /** A PNG file in the making, sample by sample. */
  private static final class Png {
    final PngHeader header;
    final int[][] samples;
    byte[] palette;
    byte[] transparency;

    Png(int colourType, int depth, boolean interlaced) {
      header = new PngHeader(W, H, depth, colourType, interlaced);
      Random random = new Random(colourType * 100 + depth);
      int values = colourType == 3 ? Math.min(200, 1 << depth) : 1 << depth;
      samples = new int[H][W * header.channels()];
      for (int[] row : samples) {
        Arrays.setAll(row, i -> random.nextInt(values));
      }
    }

    byte[] file() {
      PngFile file = new PngFile(header);
      if (palette != null) {
        file.chunk("PLTE", palette);
      }
      if (transparency != null) {
        file.chunk("tRNS", transparency);
      }
      return file.finish(packed());
    }

    private byte[] packed() {
      int[][] passes = {
        {0, 0, 8, 8},
        {4, 0, 8, 8},
        {0, 4, 4, 8},
        {2, 0, 4, 4},
        {0, 2, 2, 4},
        {1, 0, 2, 2},
        {0, 1, 1, 2}
      };
      ByteArrayOutputStream data = new ByteArrayOutputStream();
      try (DeflateBuffer out = new DeflateBuffer(data)) {
        for (int[] p : header.interlaced() ? passes : new int[][] {{0, 0, 1, 1}}) {
          for (int y = p[1]; y < H && p[0] < W; y += p[3]) {
            out.write(row(y, p[0], p[2]));
          }
        }
      }
      return data.toByteArray();
    }

    private byte[] row(int y, int first, int step) {
      StringBuilder bits = new StringBuilder("00000000");
      int n = header.channels();
      for (int x = first; x < W; x += step) {
        for (int c = 0; c < n; c++) {
          String value = Integer.toBinaryString(samples[y][x * n + c]);
          bits.append("0".repeat(header.depth() - value.length())).append(value);
        }
      }
      bits.append("0".repeat((8 - bits.length() % 8) % 8));
      byte[] row = new byte[bits.length() / 8];
      for (int i = 0; i < row.length; i++) {
        row[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
      }
      return row;
    }
  }

  private static int expand(int value, int depth) {
    return depth >= 8 ? value : value * 255 / ((1 << depth) - 1);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "0,2", "0,4", "0,8", "0,16", "2,8", "2,16", "4,8", "4,16", "6,8", "6,16"})
  void everyDepthAndChannelLayoutKeepsItsValues(int colourType, int depth) {
    for (boolean interlaced : new boolean[] {false, true}) {
      Png png = new Png(colourType, depth, interlaced);
      int n = png.header.channels();
      boolean alpha = colourType >= 4;
      int colours = alpha ? n - 1 : n;
      try (Photo photo = TestPictures.read(png.file())) {
        assertEquals(colours, photo.colour().channels());
        assertEquals(depth == 16 ? 2 : 1, photo.colour().elemSize1());
        assertEquals(alpha, photo.alpha().isPresent());
        for (int y = 0; y < H; y++) {
          for (int x = 0; x < W; x++) {
            double[] pixel = photo.colour().get(y, x);
            for (int c = 0; c < colours; c++) {
              int expected = expand(png.samples[y][x * n + c], depth);
              assertEquals(expected, pixel[colours - 1 - c], x + "," + y);
            }
            if (alpha) {
              assertEquals(png.samples[y][x * n + n - 1], photo.alpha().get().get(y, x)[0]);
            }
          }
        }
      }
      PhotoHeader header = PhotoReader.header(png.file());
      assertEquals(new PhotoHeader(PhotoFormat.PNG, W, H, n, depth), header);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,true", "2,true", "4,false", "8,false", "8,true"})
  void palettesBecomeGreyOrColour(int depth, boolean grey) {
    for (boolean transparent : new boolean[] {false, true}) {
      Png png = new Png(3, depth, transparent);
      int size = Math.min(200, 1 << depth);
      png.palette = new byte[3 * size];
      new Random(9).nextBytes(png.palette);
      for (int i = 0; grey && i < size; i++) {
        Arrays.fill(png.palette, 3 * i, 3 * i + 3, (byte) (7 * i + 1));
      }
      png.transparency = transparent ? new byte[] {10, 77} : null;
      try (Photo photo = TestPictures.read(png.file())) {
        assertEquals(grey, photo.isGrey());
        assertEquals(transparent, photo.alpha().isPresent());
        Mat bgr = photo.toBgr8();
        for (int y = 0; y < H; y++) {
          for (int x = 0; x < W; x++) {
            int index = png.samples[y][x];
            for (int c = 0; c < 3; c++) {
              assertEquals(png.palette[3 * index + c] & 0xff, bgr.get(y, x)[2 - c]);
            }
            if (transparent) {
              double expected = index == 0 ? 10 : index == 1 ? 77 : 255;
              assertEquals(expected, photo.alpha().get().get(y, x)[0]);
            }
          }
        }
        TestPictures.assertSame(TestPictures.imreadColour(png.file()), bgr, "imread");
        bgr.release();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0,2", "0,4", "0,8", "0,16", "2,8", "2,16"})
  void aColourThatStandsForTransparentBecomesAlpha(int colourType, int depth) {
    Png png = new Png(colourType, depth, false);
    int n = png.header.channels();
    png.transparency = new byte[2 * n];
    for (int c = 0; c < n; c++) {
      int value = png.samples[3][4 * n + c];
      png.transparency[2 * c] = (byte) (value >> 8);
      png.transparency[2 * c + 1] = (byte) value;
    }
    try (Photo photo = TestPictures.read(png.file())) {
      double opaque = depth == 16 ? 65535 : 255;
      for (int y = 0; y < H; y++) {
        for (int x = 0; x < W; x++) {
          boolean same =
              Arrays.equals(png.samples[y], x * n, x * n + n, png.samples[3], 4 * n, 4 * n + n);
          assertEquals(same ? 0 : opaque, photo.alpha().orElseThrow().get(y, x)[0]);
        }
      }
    }
  }

  @Test
  void animatedAndForeignPngAreUnsupportedByName() {
    for (String type : new String[] {"acTL", "CgBI"}) {
      PngFile file = new PngFile(new PngHeader(W, H, 8, 2, false));
      file.chunk(type, new byte[8]);
      byte[] png = file.finish(new byte[10]);
      PhotoException e = assertThrows(PhotoException.class, () -> PhotoReader.header(png));
      assertEquals(Kind.UNSUPPORTED, e.kind());
      assertTrue(e.getMessage().contains(type.equals("acTL") ? "animated PNG" : "CgBI"));
    }
  }

  @Test
  void tooFewRowsAreAFailureEvenIfEveryChecksumIsRight() {
    for (boolean interlaced : new boolean[] {false, true}) {
      Png png = new Png(2, 8, interlaced);
      ByteArrayOutputStream data = new ByteArrayOutputStream();
      try (DeflateBuffer out = new DeflateBuffer(data)) {
        out.write(new byte[(int) png.header.dataBytes() * 2 / 3]);
      }
      byte[] file = new PngFile(png.header).finish(data.toByteArray());
      PhotoException e = assertThrows(PhotoException.class, () -> TestPictures.read(file));
      assertTrue(e.getMessage().startsWith("the picture data end after 66."), e.getMessage());
    }
  }

  @Test
  void aGreyPaletteWithAProfileForColoursIsWrittenInColour() {
    Png png = new Png(3, 1, false);
    png.palette = new byte[] {10, 10, 10, 99, 99, 99};
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(new byte[] {'p', 0, 0});
    data.writeBytes(Inflation.compress(profile));
    byte[] file = TaggedFiles.pngWith(png.file(), "iCCP", data.toByteArray());
    try (Photo photo = TestPictures.read(file)) {
      byte[] written = PhotoWriter.encode(photo, OutputOptions.DEFAULTS).bytes();
      assertEquals(3, PhotoReader.header(written).channels());
      assertArrayEquals(profile, PhotoReader.metadata(written).icc().orElseThrow());
    }
  }

  @Test
  void indicesBeyondThePaletteAreBlack() {
    Png png = new Png(3, 8, false);
    png.palette = new byte[] {9, 9, 9, 99, 9, 99};
    png.transparency = new byte[300];
    png.samples[2][3] = 150;
    try (Photo photo = TestPictures.read(png.file())) {
      assertArrayEquals(new double[] {0, 0, 0}, photo.colour().get(2, 3));
    }
  }

  @Test
  void aFilterThatDoesNotExistIsDamage() {
    Png png = new Png(2, 8, false);
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    byte[] rows = new byte[(int) png.header.dataBytes()];
    rows[(1 + 3 * W) * 7] = 5;
    try (DeflateBuffer out = new DeflateBuffer(data)) {
      out.write(rows);
    }
    byte[] file = new PngFile(png.header).finish(data.toByteArray());
    PhotoException e = assertThrows(PhotoException.class, () -> TestPictures.read(file));
    assertTrue(e.getMessage().contains("damaged 53 % into the picture"), e.getMessage());
  }

  /** libpng warns of more data, and gives up at a window that is stated too small. */
  @Test
  void dataBehindTheLastRowAndAWrongWindowDoNoHarm() {
    Png png = new Png(2, 8, false);
    byte[] packed = png.packed();
    byte[] smallWindow = packed.clone();
    smallWindow[0] = 0x18;
    smallWindow[1] = 0x19;
    byte[] longer = Arrays.copyOf(packed, packed.length + 5);
    try (Photo expected = TestPictures.read(png.file())) {
      for (byte[] data : List.of(smallWindow, longer)) {
        try (Photo photo = TestPictures.read(new PngFile(png.header).finish(data))) {
          assertEquals(List.of(), photo.warnings());
          TestPictures.assertSame(expected.colour(), photo.colour(), "pixels");
        }
      }
    }
  }

  @Test
  void aMillionChunksAndManyBombsTakeLittle() {
    Png png = new Png(2, 8, false);
    PngFile many = new PngFile(png.header);
    for (int i = 0; i < 1_000_000; i++) {
      many.chunk(i % 2 == 0 ? "teXt" : "gAMA", new byte[0]);
    }
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    bomb.writeBytes(new byte[] {'k', 0, 0});
    bomb.writeBytes(Inflation.compress(new byte[10 << 20]));
    PngFile bombs = new PngFile(png.header);
    for (int i = 0; i < 2_000; i++) {
      bombs.chunk("zTXt", bomb.toByteArray());
    }
    for (PngFile file : List.of(many, bombs)) {
      byte[] bytes = file.finish(png.packed());
      assertTimeoutPreemptively(
          Duration.ofSeconds(20), () -> TestPictures.read(bytes).close(), "time");
      PhotoMetadata metadata = PhotoReader.metadata(bytes);
      assertTrue(metadata.texts().stream().mapToLong(t -> t.text().length()).sum() < 40 << 20);
    }
  }

  @Test
  void strippingKeepsEveryPixelByteAndWhatItsColoursMean() {
    Png png = new Png(3, 8, true);
    png.palette = new byte[600];
    png.transparency = new byte[] {1, 2};
    byte[] file = png.file();
    for (String type : List.of("tEXt", "gAMA", "eXIf")) {
      file =
          TaggedFiles.pngWith(file, type, type.equals("eXIf") ? TaggedFiles.exif(6) : new byte[4]);
    }
    byte[] bare = PhotoWriter.strip(file).orElseThrow();
    PngChunks chunks = new PngChunks(bare);
    assertEquals(
        List.of("IHDR", "gAMA", "PLTE", "tRNS", "eXIf", "IDAT", "IEND"),
        chunks.all().stream().map(PngChunks.Chunk::type).toList());
    assertArrayEquals(png.packed(), chunks.joined("IDAT"));
    assertEquals(6, PhotoReader.metadata(bare).orientation());
  }
}
