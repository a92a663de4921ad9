package io.gpen.cli;

import io.gpen.batch.BatchAbortedException;
import io.gpen.batch.BatchSummary;
import io.gpen.batch.BatchUsageException;
import io.gpen.batch.PhotoOutcome;
import io.gpen.checkpoint.CheckpointException;
import io.gpen.degrade.DegradeUsageException;
import io.gpen.engine.EngineException;
import io.gpen.files.CacheFolder;
import io.gpen.train.TrainingUsageException;
import io.gpen.zoo.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the process says to whoever started it. */
enum ExitCode {
  DONE(0, "done; also if a limit left photos for later, or only known failures" + " remain"),
  PHOTOS_FAILED(
      1, "photos failed that had not failed before (--fail-on changes which" + " failures count)"),
  USAGE(2, "the command line is wrong, or an output would be one of the inputs"),
  MODEL(3, "a model is missing or not what it should be"),
  ENVIRONMENT(4, "the environment does not work: native library, device, Java, build"),
  STOPPED(5, "the run had to stop: disk full, output locked or not writable, input" + " missing"),
  DIVERGED(6, "a training gave values that are not finite, also at lower learning rates"),
  INTERNAL(70, "a bug in gpen"),
  INTERRUPTED(130, "interrupted (Ctrl-C); the next run continues from there"),
  TERMINATED(143, "terminated (SIGTERM); the next run continues from there");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  int number() {
    return number;
  }

  /** {@return the code of a run, by what it did} */
  static ExitCode of(BatchSummary summary, FailOn failOn) {
    if (summary.stopped().isPresent()) {
      return switch (summary.stopped().get().kind()) {
        case CANNOT_GO_ON -> STOPPED;
        case INTERRUPTED -> INTERRUPTED;
        case BROKEN -> of(summary.stopped().flatMap(BatchSummary.Stop::cause).orElseThrow());
      };
    }
    return failOn.isMet(summary.outcomes()) ? PHOTOS_FAILED : DONE;
  }

  /** {@return the code of a command that ended with an exception} */
  static ExitCode of(Throwable thrown) {
    if (thrown instanceof BatchUsageException
        || thrown instanceof DegradeUsageException
        || thrown instanceof TrainingUsageException) {
      return USAGE;
    }
    if (thrown.getCause() instanceof CacheFolder.UnusableException) {
      return ENVIRONMENT;
    }
    if (thrown instanceof ModelException || thrown instanceof CheckpointException) {
      return MODEL;
    }
    if (thrown instanceof EngineException || thrown instanceof LinkageError) {
      return ENVIRONMENT;
    }
    if (thrown instanceof BatchAbortedException
        || thrown instanceof IOException
        || thrown instanceof UncheckedIOException
        || thrown instanceof OutOfMemoryError) {
      return STOPPED;
    }
    return INTERNAL;
  }

  /** {@return number to meaning, for the help text} */
  static Map<String, String> help() {
    Map<String, String> lines = new LinkedHashMap<>();
    for (ExitCode code : values()) {
      // picocli formats the text.
      lines.put(Integer.toString(code.number), code.meaning.replace("%", "%%"));
    }
    return lines;
  }

  /** Which failures of photos make the exit code. */
  enum FailOn {
    /** None. */
    NONE,
    /** Those that had not failed before. */
    NEW,
    /** Every one. */
    ANY,
    /** Only if no photo at all went well. */
    ALL;

    boolean isMet(List<PhotoOutcome> outcomes) {
      List<PhotoOutcome.Failed> failed =
          outcomes.stream()
              .filter(PhotoOutcome.Failed.class::isInstance)
              .map(PhotoOutcome.Failed.class::cast)
              .toList();
      return switch (this) {
        case NONE -> false;
        case NEW -> failed.stream().anyMatch(failure -> !failure.known());
        case ANY -> !failed.isEmpty();
        case ALL ->
            !failed.isEmpty()
                && outcomes.stream()
                    .noneMatch(
                        outcome ->
                            outcome instanceof PhotoOutcome.Done
                                || outcome instanceof PhotoOutcome.Skipped);
      };
    }
  }
}
