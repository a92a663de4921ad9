package io.gpen.image.jpeg;

import io.gpen.image.ByteView;
import io.gpen.image.PhotoErrors;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a JPEG frame header (SOF) says.
 *
 * @param progressive whether the picture comes in scans of growing detail
 * @param width in pixels
 * @param height in pixels
 * @param components the colour components
 */
record JpegFrame(boolean progressive, int width, int height, List<Component> components) {

  /**
   * A colour component.
   *
   * @param id its name in scan headers
   * @param h blocks of one MCU across
   * @param v blocks of one MCU down
   */
  record Component(int id, int h, int v) {}

  /** Markers of the frames that are read: baseline, extended sequential and progressive. */
  static boolean isReadable(int marker) {
    return marker >= 0xc0 && marker <= 0xc2;
  }

  /** {@return whether a marker is a frame header of any kind} */
  static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  /**
   * {@return the frame}
   *
   * @param marker the SOF marker's second byte
   * @param view the file
   * @param at the place of the segment's payload
   * @param length the payload's length
   */
  static JpegFrame parse(int marker, ByteView view, int at, int length) {
    if (!isReadable(marker)) {
      throw PhotoErrors.unsupported(
          switch (marker) {
            case 0xc3 -> "lossless JPEG";
            case 0xc9, 0xca, 0xcb -> "arithmetic-coded JPEG";
            default -> "hierarchical JPEG";
          });
    }
    int bits = view.u8(at);
    if (bits != 8) {
      throw PhotoErrors.unsupported(bits + "-bit JPEG");
    }
    int count = view.u8(at + 5);
    if (length < 6 + 3 * count) {
      throw PhotoErrors.header("its frame is too short");
    }
    if (count != 1 && count != 3 && count != 4) {
      throw PhotoErrors.unsupported("JPEG of " + count + " channels");
    }
    JpegFrame frame =
        new JpegFrame(
            marker == 0xc2,
            view.u16(at + 3),
            view.u16(at + 1),
            IntStream.range(0, count)
                .map(i -> at + 6 + 3 * i)
                .mapToObj(p -> new Component(view.u8(p), view.u8(p + 1) >> 4, view.u8(p + 1) & 15))
                .toList());
    frame.check();
    return frame;
  }

  private void check() {
    if (width == 0 || height == 0) {
      throw PhotoErrors.header("it states %d x %d pixels".formatted(width, height));
    }
    for (Component c : components) {
      if (c.h < 1 || c.h > 4 || c.v < 1 || c.v > 4) {
        throw PhotoErrors.header("impossible sampling factors");
      }
    }
  }

  int maxH() {
    return components.stream().mapToInt(Component::h).max().orElseThrow();
  }

  int maxV() {
    return components.stream().mapToInt(Component::v).max().orElseThrow();
  }

  /** {@return how many interleaved MCUs are side by side} */
  int mcusAcross() {
    return ceil(width, 8 * maxH());
  }

  /** {@return how many rows of interleaved MCUs there are} */
  int mcusDown() {
    return ceil(height, 8 * maxV());
  }

  /** {@return how many blocks of a component are side by side in a scan of its own} */
  int blocksAcross(Component c) {
    return ceil(ceil(width * c.h, maxH()), 8);
  }

  /** {@return how many rows of blocks a component has in a scan of its own} */
  int blocksDown(Component c) {
    return ceil(ceil(height * c.v, maxV()), 8);
  }

  private static int ceil(int n, int d) {
    return (n + d - 1) / d;
  }
}
