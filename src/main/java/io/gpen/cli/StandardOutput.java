package io.gpen.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Standard output that ends the command when it cannot be written. A {@link PrintWriter} alone
 * would swallow the error, and a full disk would look like success.
 */
final class StandardOutput extends OutputStream {

  private final OutputStream out;

  StandardOutput(OutputStream out) {
    this.out = out;
  }

  /** {@return a writer to the standard output of the process} */
  static PrintWriter ofProcess() {
    return writer(new FileOutputStream(FileDescriptor.out));
  }

  static PrintWriter writer(OutputStream out) {
    return new PrintWriter(new StandardOutput(out), true, StandardCharsets.UTF_8);
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw new Failed(e);
    }
  }

  /** Standard output could not be written. */
  static final class Failed extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    Failed(IOException cause) {
      super("standard output cannot be written: " + cause.getMessage(), cause);
    }

    /** {@return whether whoever reads the output has read enough, as {@code head} does} */
    boolean isClosedByReader() {
      return String.valueOf(getCause().getMessage())
          .toLowerCase(Locale.ROOT)
          .contains("broken pipe");
    }
  }
}
