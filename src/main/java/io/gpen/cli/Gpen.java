package io.gpen.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point. */
@Command(name = "gpen", description = "Restores the faces in old photographs.")
public final class Gpen {

  /** Takes no arguments: picocli makes it. */
  public Gpen() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param arguments what stands behind {@code gpen} on the command line
   */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Gpen()).execute(arguments));
  }
}
