package io.gpen.image;

import java.util.Arrays;

/**
 * Zeros at the end of data: what a copy leaves that set the full size first and then broke off, or
 * a disk that lost its power.
 */
public final class ZeroTail {

  /** Fewer zeros may be the last bits of a picture whose end marker is lost. */
  private static final int LOST = 16;

  /** A copy leaves whole sectors; fewer zeros are not worth a doubt. */
  private static final int LOST_SECTOR = 512;

  /** So many bytes of a row must be missing, and as bright as this in the row before. */
  private static final int LEAST_MISSING = 4;

  private static final int BRIGHT = 16;

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
   * <p>Black is zeros, too. So they count as lost only where the row that they begin in would have
   * gone on as the rows before it do: those have hardly a zero there, are not dark and end at the
   * same place, and what is left of the row is as bright as the row before. A black border, a
   * tilted scan on a black lid, a line of text or something round before a black background does
   * not look like this.
   *
   * @param from where a row begins
   * @param rowBytes the bytes of a row
   */
  public static boolean breaksOffRow(byte[] file, int from, int rowBytes) {
    int end = start(file, from, file.length);
    int row = (end - 1 - from) / rowBytes;
    if (row < 2 || file.length - end < LOST_SECTOR) {
      return false;
    }
    int at = from + row * rowBytes;
    int before = at - rowBytes;
    int length = end - at;
    int lengthBefore = length(file, before, rowBytes);
    int bend = Math.abs(length(file, before - rowBytes, rowBytes) - lengthBefore);
    int missing = lengthBefore - length;
    return missing >= LEAST_MISSING
        && missing > 4 * bend
        && isFull(file, before + length, missing)
        && 4 * sum(file, at, length) > 3 * sum(file, before, length);
  }

  /** {@return the bytes of a row up to its last one that is not zero} */
  private static int length(byte[] file, int at, int rowBytes) {
    return start(file, at, at + rowBytes) - at;
  }

  /** {@return whether hardly a byte is zero and they are not dark in the mean} */
  private static boolean isFull(byte[] file, int at, int count) {
    int zeros = 0;
    for (int i = at; i < at + count; i++) {
      zeros += file[i] == 0 ? 1 : 0;
    }
    return 10L * zeros <= count && sum(file, at, count) > (long) BRIGHT * count;
  }

  private static long sum(byte[] file, int at, int count) {
    long sum = 0;
    for (int i = at; i < at + count; i++) {
      sum += file[i] & 0xff;
    }
    return sum;
  }
}
