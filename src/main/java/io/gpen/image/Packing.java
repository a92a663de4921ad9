package io.gpen.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Deflates into memory. */
final class Packing implements AutoCloseable {

  private final Deflater deflater = new Deflater();
  private final DeflaterOutputStream out;

  Packing(ByteArrayOutputStream target) {
    out = new DeflaterOutputStream(target, deflater, 1 << 15);
  }

  void write(byte[] bytes) {
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
