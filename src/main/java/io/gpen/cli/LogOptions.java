package io.gpen.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is reported on standard error. */
final class LogOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = {"-q", "--quiet"},
      fallbackValue = "true",
      description = "Report only what went wrong.")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      fallbackValue = "true",
      description = "Report more, including skipped photos and ignored files.")
  boolean verbose;

  @Option(
      names = "--stacktrace",
      fallbackValue = "true",
      description = "Show the stack trace of an error.")
  boolean stacktrace;

  @Option(
      names = "--timestamps",
      fallbackValue = "true",
      description = "Begin each line on standard error with date and time.")
  boolean timestamps;

  /** Makes the loggers follow the options, and on a terminal write over a progress bar. */
  void apply(Console console) {
    if (quiet) {
      IneffectiveOptions.refuse(spec, "with --quiet", "--verbose");
    }
    System.setProperty(TimestampWriter.PROPERTY, Boolean.toString(timestamps));
    System.setProperty(LogSetup.STACKTRACE_PROPERTY, Boolean.toString(stacktrace));
    if (console.isTerminal()) {
      System.setProperty(LogSetup.PREFIX_PROPERTY, BarProgress.CLEAR_LINE);
    }
    if (LoggerFactory.getLogger("io.gpen") instanceof Logger logger) {
      logger.setLevel(quiet ? Level.WARN : verbose ? Level.DEBUG : Level.INFO);
    }
    if (LoggerFactory.getLogger("io.gpen.batch") instanceof Logger photos) {
      // Logs the stack trace of each failed photo.
      photos.setLevel(stacktrace ? Level.DEBUG : null);
    }
  }
}
