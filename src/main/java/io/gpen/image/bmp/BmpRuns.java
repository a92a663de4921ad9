package io.gpen.image.bmp;

import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoException;

/** The run-length coded pixels of a BMP file (RLE8 and RLE4). */
final class BmpRuns {

  /** This many zeros at the end are lost data; fewer may be the ends of blank rows. */
  private static final int LOST_ZEROS = 16;

  private final byte[] file;
  private final BmpHeader header;
  private final byte[] indices;
  private int at;
  private long x;
  private int y;

  private BmpRuns(byte[] file, BmpHeader header) {
    this.file = file;
    this.header = header;
    this.indices = new byte[Math.multiplyExact(header.width(), header.height())];
    this.at = header.dataAt();
  }

  /**
   * {@return the palette index of each pixel, from the bottom row on; 0 where no run reaches. What
   * goes beyond the right edge lands in the next row, as in other readers: some writers leave out
   * the ends of rows, others pad them}
   *
   * @throws PhotoException if the data end before the last row is reached
   */
  static byte[] unpack(byte[] file, BmpHeader header) {
    BmpRuns runs = new BmpRuns(file, header);
    if (!runs.readToEndMarker()) {
      runs.checkComplete();
    }
    return runs.indices;
  }

  private boolean readToEndMarker() {
    while (at + 1 < file.length) {
      int count = file[at++] & 0xff;
      int value = file[at++] & 0xff;
      if (count > 0) {
        for (int i = 0; i < count; i++) {
          put(header.bits() == 8 ? value : i % 2 == 0 ? value >> 4 : value & 15);
        }
      } else if (value == 0) {
        x = 0;
        moveUp(1);
      } else if (value == 1) {
        return true;
      } else if (value == 2) {
        x += byteAt(at);
        moveUp(byteAt(at + 1));
        at += 2;
      } else {
        putLiterals(value);
      }
    }
    return false;
  }

  private void checkComplete() {
    int height = header.height();
    boolean lastRowMissing = y < height - 1 || y == height - 1 && x < header.width();
    int zeros = 0;
    while (zeros < LOST_ZEROS && file[file.length - 1 - zeros] == 0) {
      zeros++;
    }
    if (lastRowMissing || at > file.length || zeros == LOST_ZEROS) {
      throw PhotoErrors.incomplete(Math.min(y, height - 1), height);
    }
  }

  private void putLiterals(int count) {
    boolean nibbles = header.bits() == 4;
    for (int i = 0; i < count; i++) {
      int value = byteAt(nibbles ? at + i / 2 : at + i);
      put(!nibbles ? value : i % 2 == 0 ? value >> 4 : value & 15);
    }
    int bytes = nibbles ? (count + 1) / 2 : count;
    at += bytes + (bytes & 1);
  }

  private void put(int index) {
    long place = (long) y * header.width() + x++;
    if (place < indices.length) {
      indices[(int) place] = (byte) index;
    }
  }

  private void moveUp(int rows) {
    y = Math.min(y + rows, header.height());
  }

  private int byteAt(int place) {
    return place < file.length ? file[place] & 0xff : 0;
  }
}
