package io.gpen.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Deflates into memory. */
public final class DeflateBuffer implements AutoCloseable {

  private final Deflater deflater = new Deflater();
  private final DeflaterOutputStream out;

  /**
   * Compresses into a stream.
   *
   * @param target receives the compressed bytes
   */
  public DeflateBuffer(ByteArrayOutputStream target) {
    out = new DeflaterOutputStream(target, deflater, 1 << 15);
  }

  /**
   * Compresses more bytes.
   *
   * @param bytes what to compress
   */
  public void write(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
  }
}
