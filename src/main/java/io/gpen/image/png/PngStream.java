package io.gpen.image.png;

import io.gpen.image.DeflateBuffer;
import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoException;
import io.gpen.text.Wording;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The joined IDAT data of a PNG file, a zlib stream. */
final class PngStream {

  private static final int ZLIB_HEADER = 2;

  /** Deflate packs 258 bytes into two bits at best. */
  private static final long MAX_DEFLATE_RATIO = 1032;

  private static final int HIGHEST_FILTER = 4;

  private final PngHeader png;
  private final byte[] data;

  PngStream(PngHeader png, byte[] data) {
    this.png = png;
    this.data = data;
  }

  /**
   * Decompresses everything without keeping it, so that libpng sees only valid data: it reports
   * anything else on standard error, without the name of the file.
   *
   * @param wrongSum called if the checksum of the data is wrong or missing
   * @return the data, recompressed if libpng would complain about them
   * @throws PhotoException if rows are missing or damaged
   */
  byte[] checked(Runnable wrongSum) {
    if (data.length <= ZLIB_HEADER) {
      throw PhotoErrors.headerOnly();
    } else if (png.dataBytes() / MAX_DEFLATE_RATIO > data.length) {
      throw PhotoErrors.incomplete(data.length * MAX_DEFLATE_RATIO, png.dataBytes());
    }
    Pass whole = new Pass(new Inflater(), 0, Optional.empty());
    if (whole.endsWell) {
      return data;
    }
    // Without the zlib wrapper: a wrong header, window or checksum must not hide whether all rows
    // are there.
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflateBuffer again = new DeflateBuffer(packed)) {
      new Pass(new Inflater(true), ZLIB_HEADER, Optional.of(again)).refuseLoss();
    }
    if (!whole.rightSum) {
      wrongSum.run();
    }
    return packed.toByteArray();
  }

  /** One way through the data. */
  private final class Pass {

    private final long expected = png.dataBytes();
    private final Optional<DeflateBuffer> target;
    private long present;
    private boolean broken;
    private boolean rightSum;
    private boolean endsWell;
    private int pass = -1;
    private long rowsLeft;
    private long nextRow;

    Pass(Inflater inflater, int from, Optional<DeflateBuffer> target) {
      this.target = target;
      byte[] scratch = new byte[1 << 16];
      try {
        inflater.setInput(data, from, data.length - from);
        int count = 1;
        while (count > 0 && present < expected) {
          count = inflater.inflate(scratch, 0, (int) Math.min(scratch.length, expected - present));
          take(scratch, count);
        }
        // Surplus data are dropped, but the checksum comes after them.
        long end = inflater.getBytesWritten();
        while (count > 0 && inflater.getBytesWritten() - end < scratch.length) {
          count = inflater.inflate(scratch);
        }
        rightSum = inflater.finished();
        boolean exact = inflater.getBytesWritten() == expected && inflater.getRemaining() == 0;
        endsWell = rightSum && exact && present == expected;
      } catch (DataFormatException e) {
        broken = true;
      } finally {
        inflater.end();
      }
    }

    private void take(byte[] bytes, int count) {
      while (nextRow < present + count) {
        if (nextRow >= present && (bytes[(int) (nextRow - present)] & 0xff) > HIGHEST_FILTER) {
          throw brokenAt(nextRow);
        }
        while (rowsLeft == 0) {
          pass++;
          rowsLeft = png.rowBytes(pass) == 0 ? 0 : png.rows(pass);
        }
        rowsLeft--;
        nextRow += png.rowBytes(pass);
      }
      present += count;
      target.ifPresent(out -> out.write(Arrays.copyOf(bytes, count)));
    }

    void refuseLoss() {
      if (present < expected) {
        throw broken ? brokenAt(present) : PhotoErrors.incomplete(present, expected);
      }
    }

    private PhotoException brokenAt(long place) {
      return PhotoErrors.damaged(
          Wording.format(
              "the picture data are damaged %d %% into the picture and cannot be decoded from there"
                  + " on; "
                  + PhotoErrors.REMEDY,
              100 * place / expected));
    }
  }
}
