package io.gpen.image.bmp;

import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoException;

/** The run-length data of a BMP file. */
final class BmpRuns {

  private final byte[] file;
  private final boolean nibbles;
  private int at;

  BmpRuns(byte[] file, int at, boolean nibbles) {
    this.file = file;
    this.at = at;
    this.nibbles = nibbles;
  }

  /**
   * Follows the runs to the end.
   *
   * @throws PhotoException if the data end before the last row is reached
   */
  void checkComplete(int width, int height) {
    long x = 0;
    long y = 0;
    while (at + 1 < file.length) {
      int count = file[at++] & 0xff;
      int value = file[at++] & 0xff;
      if (count > 0) {
        x += count;
      } else if (value == 0) {
        x = 0;
        y++;
      } else if (value == 1) {
        return;
      } else if (value == 2) {
        if (at + 1 < file.length) {
          x += file[at] & 0xff;
          y += file[at + 1] & 0xff;
        }
        at += 2;
      } else {
        x += value;
        int bytes = nibbles ? (value + 1) / 2 : value;
        at += bytes + (bytes & 1);
      }
    }
    if (y < height - 1 || y == height - 1 && x < width || at > file.length) {
      throw PhotoErrors.incomplete(Math.min(y, height - 1), height);
    }
  }
}
