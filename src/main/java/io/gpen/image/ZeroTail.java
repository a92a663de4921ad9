package io.gpen.image;

import java.util.Arrays;

/**
 * Zeros at the end of data: what a copy leaves that set the full size first and then broke off, or
 * a disk that lost its power.
 */
public final class ZeroTail {

  /** Fewer zeros may be the last bits of a picture whose end marker is lost. */
  private static final int LOST = 16;

  private ZeroTail() {}

  /**
   * {@return where the zeros begin that go on up to the end; the end if there are none}
   *
   * @param from the place that is not gone behind
   * @param end the place behind the data
   */
  public static int start(byte[] file, int from, int end) {
    int start = end;
    while (start > from && file[start - 1] == 0) {
      start--;
    }
    return start;
  }

  /**
   * {@return the file without zeros at its end; the file itself if they are so few that they may be
   * data}
   *
   * <p>For formats that end with a marker, so that these zeros are padding behind it or stand for
   * what was lost with it. A decoder would take the rest of the picture from them.
   */
  public static byte[] cutOff(byte[] file) {
    int end = start(file, 0, file.length);
    return file.length - end < LOST ? file : Arrays.copyOf(file, end);
  }

  /**
   * {@return whether the zeros at the end of a file of uncompressed rows stand for lost data}
   *
   * <p>A black border begins where the content of a row ends, but a copy breaks off within a row:
   * before the zeros it goes on like the row before, which has content after that place, too.
   *
   * @param from where a row begins
   * @param rowBytes the bytes of a row
   */
  public static boolean breaksOffRow(byte[] file, int from, int rowBytes) {
    int end = start(file, from, file.length);
    int column = (end - from) % rowBytes;
    int above = end - rowBytes;
    if (file.length - end < 2L * rowBytes || column == 0 || above - column < from) {
      return false;
    }
    int before = content(file, end - column, end);
    int beforeAbove = content(file, above - column, above);
    int afterAbove = content(file, above, above - column + rowBytes);
    return 2 * before >= beforeAbove && 2 * afterAbove >= rowBytes - column;
  }

  private static int content(byte[] file, int from, int to) {
    int content = 0;
    for (int i = from; i < to; i++) {
      content += file[i] == 0 ? 0 : 1;
    }
    return content;
  }
}
