package io.gpen.image.png;

import io.gpen.image.ByteView;
import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The joined IDAT data of a PNG file, a zlib stream. */
final class PngStream {

  private static final int ZLIB_HEADER = 2;

  /** Deflate packs 258 bytes into two bits at best. */
  private static final long MAX_DEFLATE_RATIO = 1032;

  private final PngHeader png;
  private final byte[] data;
  private final Adler32 sum = new Adler32();
  private int sumAt = -1;

  PngStream(PngHeader png, byte[] data) {
    this.png = png;
    this.data = data;
  }

  /** Refuses a header that promises more than so few data can unpack to. */
  void refuseImpossible() {
    if (data.length <= ZLIB_HEADER) {
      throw PhotoErrors.headerOnly();
    } else if (png.dataBytes() / MAX_DEFLATE_RATIO > data.length) {
      throw PhotoErrors.incomplete(data.length * MAX_DEFLATE_RATIO, png.dataBytes());
    }
  }

  /**
   * Unpacks everything without keeping it.
   *
   * @throws PhotoException if rows are missing
   */
  void checkComplete() {
    long expected = png.dataBytes();
    byte[] scratch = new byte[1 << 16];
    // Raw, so that a wrong sum at the end does not hide whether all rows are there.
    Inflater inflater = new Inflater(true);
    boolean broken = false;
    try {
      inflater.setInput(data, ZLIB_HEADER, data.length - ZLIB_HEADER);
      int count = 1;
      while (count > 0 && inflater.getBytesWritten() <= expected) {
        count = inflater.inflate(scratch);
        sum.update(scratch, 0, count);
      }
      sumAt = inflater.finished() ? data.length - inflater.getRemaining() : -1;
    } catch (DataFormatException e) {
      broken = true;
    }
    long present = inflater.getBytesWritten();
    inflater.end();
    if (present < expected) {
      throw broken ? brokenAt(present, expected) : PhotoErrors.incomplete(present, expected);
    }
  }

  private static PhotoException brokenAt(long present, long expected) {
    return PhotoErrors.damaged(
        "the picture data are damaged %d %% into the picture and cannot be decoded from there on"
            .formatted(100 * present / expected));
  }

  /** {@return whether the sum of the unpacked data differs from the stated one, or is missing} */
  boolean hasBadSum() {
    return sumAt < 0 || sumAt + 4 > data.length || statedSum() != sum.getValue();
  }

  private long statedSum() {
    return new ByteView(data, ByteOrder.BIG_ENDIAN).u32(sumAt);
  }

  /** {@return the data with the right sum} */
  byte[] repaired() {
    if (sumAt < 0 || !hasBadSum()) {
      return data;
    }
    byte[] repaired = Arrays.copyOf(data, sumAt + 4);
    ByteBuffer.wrap(repaired).putInt(sumAt, (int) sum.getValue());
    return repaired;
  }
}
