package io.gpen.cli;

import io.gpen.api.ModelChoice;
import io.gpen.batch.BatchRequest;
import io.gpen.restore.FaceTask;
import io.gpen.restore.RestoreOptions;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the commands for the other tasks of GPEN's generator have in common. */
abstract class TaskCommand implements Callable<Integer> {

  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Mixin private FileMixin files;
  @Mixin private GeneratorMixin generator;

  @Mixin private RunMixin run;
  @Mixin private ZooMixin zoo;
  @Mixin private LogOptions log;

  TaskCommand(CommandContext context) {
    this.context = context;
  }

  /** {@return what decides about the pixels} */
  abstract RestoreOptions options();

  /** {@return the detector that was named} */
  abstract Optional<String> detector();

  /** {@return options without what improves on the reference for old photos} */
  static RestoreOptions plain(FaceTask task) {
    return RestoreOptions.REFERENCE.with(task);
  }

  @Override
  public Integer call() throws IOException {
    log.apply(context.console());
    BatchRequest batch = files.request(options(), run);
    ModelChoice models =
        new ModelChoice(zoo.zoo(), generator.name(), generator.key(), detector(), Optional.empty());
    RestoreJob job =
        new RestoreJob(
            batch, models, run.engine.engine(), run.precision.precision, OptionalInt.empty());
    return new BatchRun(context, spec.commandLine(), log, run).call(job);
  }
}
