package io.gpen.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where the commands write to.
 *
 * @param out what was asked for in a form for programs
 * @param err what is meant for people
 * @param columns the width of the terminal that people sit at, 0 if there is none
 */
record Console(PrintWriter out, PrintWriter err, int columns) {

  /** The property by which the launcher tells the width of the terminal behind standard error. */
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
