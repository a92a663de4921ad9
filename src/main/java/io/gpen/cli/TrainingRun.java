package io.gpen.cli;

import io.gpen.train.TrainingEnd;
import io.gpen.train.TrainingListener;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Runs a training with its progress, until Ctrl-C at the most. */
@FunctionalInterface
interface TrainingRun {

  /** Trains. */
  TrainingEnd train(TrainingListener listener, BooleanSupplier stop) throws IOException;

  /** {@return the exit code} */
  static int of(CommandContext context, LogOptions log, TrainingRun run) throws IOException {
    AtomicBoolean stop = new AtomicBoolean();
    Interruption.Handle handle = context.interruption().onStop(() -> stop.set(true));
    TrainingEnd end;
    try (TrainingProgress progress = new TrainingProgress(context.console(), log)) {
      end = run.train(progress, stop::get);
    } finally {
      handle.close();
    }
    if (end == TrainingEnd.INTERRUPTED && !log.quiet) {
      context.console().err().println("interrupted; run the same command again to continue");
    }
    return switch (end) {
      case DONE -> ExitCode.DONE.number();
      case INTERRUPTED -> ExitCode.INTERRUPTED.number();
      case DIVERGED -> ExitCode.DIVERGED.number();
    };
  }
}
