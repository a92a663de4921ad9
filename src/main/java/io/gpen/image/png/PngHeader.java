package io.gpen.image.png;

import io.gpen.image.ByteView;
import io.gpen.image.PhotoErrors;

/**
 * What a PNG file's IHDR chunk says.
 *
 * @param width in pixels
 * @param height in pixels
 * @param depth bits of one sample
 * @param colourType 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha
 * @param interlaced whether the rows come in Adam7's seven passes
 */
public record PngHeader(int width, int height, int depth, int colourType, boolean interlaced) {

  private static final int[] ADAM7_X = {0, 4, 0, 2, 0, 1, 0};
  private static final int[] ADAM7_Y = {0, 0, 4, 0, 2, 0, 1};
  private static final int[] ADAM7_STEP_X = {8, 8, 4, 4, 2, 2, 1};
  private static final int[] ADAM7_STEP_Y = {8, 8, 8, 4, 4, 2, 2};

  static PngHeader parse(ByteView view, int at) {
    if (view.u32(at) != 13 || !view.ascii(at + 4, 4).equals("IHDR")) {
      throw PhotoErrors.header("it does not begin with IHDR");
    }
    int width = view.i32(at + 8);
    int height = view.i32(at + 12);
    int depth = view.u8(at + 16);
    int colourType = view.u8(at + 17);
    boolean possible =
        switch (colourType) {
          case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
          case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
          case 2, 4, 6 -> depth == 8 || depth == 16;
          default -> false;
        };
    boolean knownMethods = view.u8(at + 18) == 0 && view.u8(at + 19) == 0 && view.u8(at + 20) < 2;
    if (!possible || !knownMethods || width <= 0 || height <= 0) {
      throw PhotoErrors.header("its header is invalid");
    }
    return new PngHeader(width, height, depth, colourType, view.u8(at + 20) == 1);
  }

  boolean isPalette() {
    return colourType == 3;
  }

  boolean isGrey() {
    return colourType == 0 || colourType == 4;
  }

  boolean hasAlpha() {
    return colourType >= 4;
  }

  int channels() {
    return switch (colourType) {
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> 1;
    };
  }

  int passes() {
    return interlaced ? 7 : 1;
  }

  /** {@return the bytes of one row of a pass with its filter byte; 0 if the pass is empty} */
  long rowBytes(int pass) {
    long pixels = interlaced ? steps(width, ADAM7_X[pass], ADAM7_STEP_X[pass]) : width;
    return pixels == 0 ? 0 : 1 + (pixels * channels() * depth + 7) / 8;
  }

  /** {@return the number of rows of a pass} */
  long rows(int pass) {
    return interlaced ? steps(height, ADAM7_Y[pass], ADAM7_STEP_Y[pass]) : height;
  }

  private static long steps(int size, int first, int step) {
    return size <= first ? 0 : ((long) size - first + step - 1) / step;
  }

  /** {@return the bytes that the data must unpack to} */
  long dataBytes() {
    long sum = 0;
    for (int pass = 0; pass < passes(); pass++) {
      sum += rows(pass) * rowBytes(pass);
    }
    return sum;
  }
}
