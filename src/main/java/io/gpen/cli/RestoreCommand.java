package io.gpen.cli;

import io.gpen.api.ModelChoice;
import io.gpen.batch.BatchRequest;
import io.gpen.restore.FaceTask;
import io.gpen.restore.RestoreOptions;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Restores the faces of many photos. */
@Command(
    name = "restore",
    description =
        "Restores the faces in a folder of photos. The photos are only read;"
            + " what an earlier run finished is skipped.")
final class RestoreCommand implements Callable<Integer> {

  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Mixin private FileMixin files;
  @Mixin private GeneratorMixin generator;

  @Option(
      names = "--fidelity",
      paramLabel = "0..1",
      converter = Converters.Share.class,
      description =
          "Of a model that the catalogue lists with a sharp counterpart: 1 holds to the photo, 0"
              + " gives back more detail (default: by the catalogue).")
  private Double fidelity;

  @Mixin private DetectorMixin detector;
  @Mixin private FaceMixin faces;
  @Mixin private GuardMixin guards;
  @Mixin private PasteMixin paste;

  @Mixin private UpscaleMixin upscale;
  @Mixin private RunMixin run;
  @Mixin private ZooMixin zoo;
  @Mixin private LogOptions log;

  RestoreCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    log.apply(context.console());
    RestoreJob job = job();
    return new BatchRun(context, spec.commandLine(), log, run).call(job);
  }

  private RestoreJob job() {
    BatchRequest batch =
        files.request(
            new RestoreOptions(
                detector.options(faces.aligned),
                faces.options(),
                guards.options(),
                paste.options(faces.aligned),
                paste.mono,
                faces.aligned,
                new FaceTask.Restore(),
                upscale.factor(faces.aligned)),
            run);
    ModelChoice models =
        new ModelChoice(
            zoo.zoo(),
            generator.name(),
            generator.key(),
            detector.name(),
            Optional.ofNullable(paste.parser),
            upscale.name(),
            upscale.denoise(),
            guards.name(),
            fidelity == null ? OptionalDouble.empty() : OptionalDouble.of(fidelity));
    return new RestoreJob(
        batch, models, run.engine.engine(), run.precision.precision, upscale.tile());
  }
}
