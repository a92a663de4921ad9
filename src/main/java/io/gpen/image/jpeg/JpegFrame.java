package io.gpen.image.jpeg;

import io.gpen.image.PhotoErrors;
import io.gpen.text.Wording;
import java.util.Arrays;
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

  /** {@return the frame that a segment declares} */
  static JpegFrame parse(JpegSegment segment) {
    int marker = segment.marker();
    if (marker > 0xc2) {
      throw PhotoErrors.unsupported(
          switch (marker) {
            case 0xc3 -> "lossless JPEG";
            case 0xc9, 0xca, 0xcb -> "arithmetic-coded JPEG";
            default -> "hierarchical JPEG";
          });
    }
    int bits = segment.u8(0);
    int count = segment.u8(5);
    if (segment.length() < 6 + 3 * count) {
      throw PhotoErrors.header("its frame is too short");
    }
    if (bits != 8) {
      throw PhotoErrors.unsupported(bits + "-bit JPEG");
    }
    if (count != 1 && count != 3 && count != 4) {
      throw PhotoErrors.unsupported("JPEG of " + count + " channels");
    }
    List<Component> components =
        IntStream.range(0, count)
            .mapToObj(i -> component(segment.u8(6 + 3 * i), segment.u8(7 + 3 * i)))
            .toList();
    JpegFrame frame = new JpegFrame(marker == 0xc2, segment.u16(3), segment.u16(1), components);
    frame.check();
    return frame;
  }

  private static Component component(int id, int sampling) {
    return new Component(id, sampling >> 4, sampling & 15);
  }

  private void check() {
    if (width == 0 || height == 0) {
      throw PhotoErrors.header(Wording.format("it claims to have %d x %d pixels", width, height));
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

  /** {@return whether the components have these names, in this order} */
  boolean hasIds(int... ids) {
    return Arrays.equals(ids, components.stream().mapToInt(Component::id).toArray());
  }

  /** {@return how many blocks a scan of all components has} */
  long blocks() {
    long mcus = (long) mcusAcross() * mcusDown();
    return components.stream().mapToLong(c -> mcus * c.h * c.v).sum();
  }

  private static int ceil(int n, int d) {
    return (n + d - 1) / d;
  }
}
