package io.gpen.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** How much is said on standard error. */
final class LogOptions {

  @Option(
      names = {"-q", "--quiet"},
      fallbackValue = "true",
      description = "Say only what went wrong.")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      fallbackValue = "true",
      description = "Say more, also about photos that were done by an earlier run.")
  boolean verbose;

  @Option(
      names = "--stacktrace",
      fallbackValue = "true",
      description = "Show where in the program an error came up.")
  boolean stacktrace;

  /** Makes the loggers follow the options, and on a terminal write over a progress bar. */
  void apply(Console console) {
    if (console.isTerminal()) {
      System.setProperty(LogSetup.PREFIX_PROPERTY, BarProgress.CLEAR_LINE);
    }
    if (LoggerFactory.getLogger("io.gpen") instanceof Logger logger) {
      logger.setLevel(quiet ? Level.WARN : verbose ? Level.DEBUG : Level.INFO);
    }
    if (LoggerFactory.getLogger("io.gpen.batch") instanceof Logger photos) {
      // It tells where each photo's failure came up.
      photos.setLevel(stacktrace ? Level.DEBUG : null);
    }
  }
}
