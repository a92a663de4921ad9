package io.gpen.image.tiff;

import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoException;
import io.gpen.image.jpeg.JpegPicture;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The strips or tiles of a JPEG-compressed TIFF page: JPEG streams of their own, which may leave
 * their tables to the page (TIFF Technical Note 2). libtiff says nothing of what is missing there.
 */
final class TiffJpegStrips {

  private static final int MARKER = 2;

  private final byte[] file;
  private final byte[] tables;
  private boolean damaged;

  /**
   * Takes the tables of a page.
   *
   * @param file the whole file
   * @param page the page
   */
  TiffJpegStrips(byte[] file, TiffDirectory page) {
    this.file = file;
    long[] values = page.numbers(TiffLayout.JPEG_TABLES);
    tables = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      tables[i] = (byte) values[i];
    }
  }

  /** {@return whether every block of a strip is there} */
  boolean isWhole(int at, int size) {
    if (size <= MARKER) {
      return false;
    }
    ByteArrayOutputStream stream = new ByteArrayOutputStream(tables.length + size);
    stream.write(file, at, MARKER);
    if (tables.length > 2 * MARKER) {
      stream.write(tables, MARKER, tables.length - 2 * MARKER);
    }
    stream.write(file, at + MARKER, size - MARKER);
    List<String> warnings = new ArrayList<>();
    try {
      new JpegPicture(stream.toByteArray()).checkComplete(warnings::add);
    } catch (PhotoException e) {
      if (e.kind() == PhotoException.Kind.DAMAGED) {
        return false;
      }
      throw e;
    }
    damaged |= warnings.contains(PhotoErrors.WRONG_PARTS);
    return true;
  }

  /** {@return whether a strip so far had data that no encoder writes} */
  boolean isDamaged() {
    return damaged;
  }
}
