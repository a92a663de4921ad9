package io.gpen.image.jpeg;

import io.gpen.image.PhotoErrors;
import io.gpen.image.jpeg.JpegFrame.Component;
import java.util.Arrays;
import java.util.List;

/**
 * What a JPEG scan header (SOS) says.
 *
 * @param indices the components of the scan, by their place in the frame
 * @param components the same components
 * @param tables their Huffman tables, DC in the high and AC in the low four bits
 * @param from first coefficient
 * @param to last coefficient
 * @param high bit position of the pass before, 0 in a first pass
 * @param low bit position of this pass
 */
record JpegScan(
    int[] indices, List<Component> components, int[] tables, int from, int to, int high, int low) {

  /** {@return the scan that a segment declares} */
  static JpegScan parse(JpegSegment segment, JpegFrame frame) {
    int count = segment.u8(0);
    if (count < 1 || count > 4 || segment.length() < 4 + 2 * count) {
      throw PhotoErrors.header("an impossible scan");
    }
    int[] indices = new int[count];
    int[] tables = new int[count];
    for (int i = 0; i < count; i++) {
      indices[i] = indexOf(segment.u8(1 + 2 * i), frame);
      tables[i] = segment.u8(2 + 2 * i) & 0x33;
    }
    List<Component> components = Arrays.stream(indices).mapToObj(frame.components()::get).toList();
    int rest = 1 + 2 * count;
    boolean progressive = frame.progressive();
    int from = progressive ? segment.u8(rest) : 0;
    int to = progressive ? segment.u8(rest + 1) : 63;
    int bits = progressive ? segment.u8(rest + 2) : 0;
    boolean oneBand = from == 0 ? !progressive || to == 0 : from <= to && count == 1;
    if (!oneBand || to > 63) {
      throw PhotoErrors.header("an impossible scan");
    }
    return new JpegScan(indices, components, tables, from, to, bits >> 4, bits & 15);
  }

  private static int indexOf(int id, JpegFrame frame) {
    for (int i = 0; i < frame.components().size(); i++) {
      if (frame.components().get(i).id() == id) {
        return i;
      }
    }
    throw PhotoErrors.header("a scan of a colour that the picture does not have");
  }

  int dcTable(int part) {
    return tables[part] >> 4;
  }

  int acTable(int part) {
    return tables[part] & 15;
  }

  /** {@return how many blocks of a component are in one unit} */
  int blocks(int part) {
    Component component = components.get(part);
    return components.size() == 1 ? 1 : component.h() * component.v();
  }

  /** {@return the coefficients of the scan as a mask} */
  long band() {
    return -1L >>> 63 - to & -1L << from;
  }
}
