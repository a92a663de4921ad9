package io.gpen.image.png;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Decompresses the zlib blocks of one PNG file up to a total limit; compresses new ones. */
public final class Inflation {

  /** More than all profiles and texts of any real file. */
  private static final int LIMIT = 32 << 20;

  private int left = LIMIT;

  /** {@return the compressed data} */
  public static byte[] compress(byte[] data) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(data);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 13];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  /** {@return the data, if they are sound and not longer than what is left of the limit} */
  public Optional<byte[]> decompress(byte[] data, int start) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(data, start, data.length - start);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 13];
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && !inflater.finished() || count > left) {
          return Optional.empty();
        }
        left -= count;
        out.write(buffer, 0, count);
      }
      return Optional.of(out.toByteArray());
    } catch (DataFormatException e) {
      return Optional.empty();
    } finally {
      inflater.end();
    }
  }
}
