package io.gpen.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The streams of the commands.
 *
 * @param out results, for programs and people
 * @param err progress and messages
 * @param columns the width of the terminal behind {@code err}, 0 if there is none
 */
record Console(PrintWriter out, PrintWriter err, int columns) {

  /** The launcher passes the width of the terminal behind standard error in this property. */
  static final String TERMINAL_PROPERTY = "gpen.terminal";

  private static final int USUAL_COLUMNS = 80;

  /** {@return the streams of the process} */
  static Console ofProcess() {
    String terminal = System.getProperty(TERMINAL_PROPERTY);
    int columns = 0;
    if (terminal != null) {
      columns = terminal.matches("[1-9]\\d{0,3}") ? Integer.parseInt(terminal) : USUAL_COLUMNS;
    }
    PrintWriter err =
        new PrintWriter(
            new TimestampWriter(
                new OutputStreamWriter(
                    new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8)),
            true);
    return new Console(StandardOutput.ofProcess(), err, columns);
  }

  boolean isTerminal() {
    return columns > 0;
  }
}
