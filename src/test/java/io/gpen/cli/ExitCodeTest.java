package io.gpen.cli;

import static io.gpen.cli.CommandLineRun.failed;
import static io.gpen.cli.CommandLineRun.restored;
import static io.gpen.cli.CommandLineRun.skipped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.batch.BatchSummary;
import io.gpen.batch.BatchUsageException;
import io.gpen.batch.PhotoOutcome;
import io.gpen.checkpoint.CheckpointException;
import io.gpen.engine.EngineException;
import io.gpen.files.CacheFolder;
import io.gpen.zoo.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {

  private final CommandLineRun gpen = new CommandLineRun();

  @Test
  void theNumbersAreThoseThatScriptsKnow() {
    Map<ExitCode, Integer> numbers =
        Map.of(
            ExitCode.DONE, 0,
            ExitCode.PHOTOS_FAILED, 1,
            ExitCode.USAGE, 2,
            ExitCode.MODEL, 3,
            ExitCode.ENVIRONMENT, 4,
            ExitCode.STOPPED, 5,
            ExitCode.DIVERGED, 6,
            ExitCode.INTERNAL, 70,
            ExitCode.INTERRUPTED, 130,
            ExitCode.TERMINATED, 143);
    assertEquals(ExitCode.values().length, numbers.size());
    numbers.forEach((code, number) -> assertEquals(number, code.number(), code.name()));
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "restore",
    "detect",
    "models",
    "models list",
    "models fetch",
    "doctor",
    "benchmark",
    "evaluate",
    "degrade"
  })
  void everyHelpTextListsThem(String command) {
    String line = command.isEmpty() ? "--help" : command + " --help";
    assertEquals(0, gpen.run(line.split(" ")));
    for (ExitCode code : ExitCode.values()) {
      assertTrue(
          gpen.out().lines().anyMatch(text -> text.matches("  " + code.number() + " +\\S.*")),
          code + " in\n" + gpen.out());
    }
    assertTrue(gpen.out().endsWith("\n"));
  }

  @Test
  void aRunWithoutFailuresIsDone() {
    gpen.outcomes.add(restored("a.jpg"));
    gpen.outcomes.add(new PhotoOutcome.Unsupported(Path.of("b.gif"), "GIF"));
    assertEquals(0, gpen.restore());
  }

  @ParameterizedTest
  @CsvSource({
    "none, new, 0", "none, known, 0", "none, onlyNew, 0",
    "new, new, 1", "new, known, 0", "new, onlyNew, 1",
    "any, new, 1", "any, known, 1", "any, onlyNew, 1",
    "all, new, 0", "all, known, 0", "all, onlyNew, 1",
  })
  void failOnMovesTheLine(String failOn, String failures, int code) {
    switch (failures) {
      case "new" -> gpen.outcomes.addAll(List.of(restored("a.jpg"), failed("b.jpg", false)));
      case "known" -> gpen.outcomes.addAll(List.of(skipped("a.jpg"), failed("b.jpg", true)));
      default -> gpen.outcomes.add(failed("b.jpg", false));
    }
    assertEquals(code, gpen.restore("--fail-on", failOn));
  }

  @Test
  void newFailuresCountUnlessSaidOtherwise() {
    gpen.outcomes.add(failed("b.jpg", false));
    assertEquals(1, gpen.restore());
  }

  @Test
  void aRunThatHadToStopSaysSoWhateverFailed() {
    gpen.outcomes.add(failed("b.jpg", false));
    gpen.stop =
        Optional.of(new BatchSummary.Stop(BatchSummary.Stop.Kind.CANNOT_GO_ON, "the disk is full"));
    assertEquals(5, gpen.restore());
  }

  @Test
  void anInterruptedRunSaysSo() {
    gpen.stop =
        Optional.of(new BatchSummary.Stop(BatchSummary.Stop.Kind.INTERRUPTED, "interrupted"));
    assertEquals(130, gpen.restore());
  }

  @Test
  void theSummaryComesBeforeTheCodeOfWhateverBrokeTheRun() {
    Map<Throwable, Integer> codes =
        Map.of(
            new ModelException("the model X is damaged"), 3,
            new EngineException("no CUDA"), 4,
            new UncheckedIOException(new IOException("cannot be read")), 5,
            new OutOfMemoryError("Java heap space"), 5,
            new NullPointerException("impossible"), 70);
    codes.forEach(
        (thrown, code) -> {
          CommandLineRun run = new CommandLineRun();
          run.outcomes.addAll(List.of(restored("a.jpg"), failed("b.jpg", false)));
          run.stop =
              Optional.of(
                  new BatchSummary.Stop(
                      BatchSummary.Stop.Kind.BROKEN, thrown.getMessage(), Optional.of(thrown)));
          assertEquals(code, run.restore());
          int summary = run.err().indexOf("1 restored");
          int error = run.err().indexOf("gpen: ");
          assertTrue(summary > 0 && error > summary, run.err());
          assertEquals(1, run.err().split(Pattern.quote(thrown.getMessage()), -1).length - 1);
          assertEquals(code, run.restore("-q", "--json"));
          assertTrue(run.out().contains("\"kind\": \"broken\""), run.out());
        });
  }

  @Test
  void photosThatAreLeftForLaterAreNoFailure() {
    gpen.outcomes.add(restored("a.jpg"));
    gpen.left.add(Path.of("b.jpg"));
    assertEquals(0, gpen.restore());
    assertTrue(gpen.err().contains("Left for later (1):\n  b.jpg"), gpen.err());
  }

  @Test
  void wrongOptionsAreUsageErrors() {
    assertEquals(2, gpen.run("restore", "-i", "in"));
    assertEquals(2, gpen.run("restore", "-i", "in", "-o", "out", "--no-such-option"));
    assertEquals(2, gpen.run("no-such-command"));
    assertEquals(2, gpen.run());
    assertEquals(2, gpen.run("models"));
    assertFalse(gpen.err().contains("Exception"), gpen.err());
  }

  @Test
  void anInputThatWouldBeWrittenIsAUsageError() {
    gpen.failure = new BatchUsageException("in/a.jpg is an input");
    assertEquals(2, gpen.restore());
    assertEquals("gpen: in/a.jpg is an input\n", gpen.err());
  }

  @Test
  void modelsThatAreMissingOrDamagedHaveTheirOwnCode() {
    gpen.failure = new ModelException("the model X is not there");
    assertEquals(3, gpen.restore());
    gpen.failure = new CheckpointException("x.pth: cut off");
    assertEquals(3, gpen.restore());
  }

  @Test
  void surroundingsThatDoNotWorkHaveTheirOwnCode() {
    gpen.failure = new EngineException("no CUDA");
    assertEquals(4, gpen.restore());
    gpen.failure =
        new ModelException("no cache", new CacheFolder.UnusableException("no cache", null));
    assertEquals(4, gpen.restore());
    gpen.failure = null;
    gpen.error = new UnsatisfiedLinkError("no opencv_java490");
    assertEquals(4, gpen.restore());
    assertTrue(gpen.err().contains("gpen: no opencv_java490"), gpen.err());
  }

  @Test
  void faultsOfTheProgramAreShortUnlessTheStackTraceIsAskedFor() {
    gpen.failure = new IllegalStateException("impossible");
    assertEquals(70, gpen.restore());
    assertTrue(gpen.err().contains("impossible"), gpen.err());
    assertTrue(gpen.err().contains("--stacktrace"), gpen.err());
    assertFalse(gpen.err().contains("\tat "), gpen.err());
    assertEquals(70, gpen.restore("--stacktrace"));
    assertTrue(gpen.err().contains("\tat "), gpen.err());
  }
}
