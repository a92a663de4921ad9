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
}
