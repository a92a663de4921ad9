package io.gpen.cli;

import io.gpen.api.Installation;
import io.gpen.api.ModelChoice;
import io.gpen.batch.BatchRequest;
import io.gpen.batch.BatchSummary;
import io.gpen.report.SummaryReport;
import io.gpen.report.html.HtmlReport;
import io.gpen.restore.RestoreOptions;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.TreeMap;
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

  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME|FILE",
      description = "Model that restores the faces (default: the one in the catalogue).")
  private String model;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Key of the state dict, if the model's file has several.")
  private String key;

  @Mixin private DetectorMixin detector;
  @Mixin private FaceMixin faces;
  @Mixin private PasteMixin paste;

  @Option(
      names = "--parser",
      paramLabel = "NAME|FILE",
      description =
          "Face parsing model for --mask parsing (default: ParseNet-latest, which"
              + " is not included).")
  private String parser;

  @Mixin private RunMixin run;
  @Mixin private ZooMixin zoo;
  @Mixin private EngineMixin engine;
  @Mixin private PrecisionMixin precision;

  @Option(
      names = "--json",
      fallbackValue = "true",
      description = "Write the summary as JSON to standard output.")
  private boolean json;

  @Mixin private LogOptions log;

  RestoreCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    log.apply(context.console());
    RestoreJob job = job();
    Console console = context.console();
    BatchSummary summary;
    try (RestoreProgress progress = RestoreProgress.on(console, log)) {
      summary = context.service().restore(job, progress, context.interruption());
    }
    SummaryReport report = new SummaryReport(summary);
    if (!log.quiet || summary.stopped().isPresent()) {
      console.err().print(report.text());
      console.err().flush();
    }
    if (foundNothing(summary) && !job.batch().recursive()) {
      console.err().println("gpen: no photos found; -r includes subfolders");
    }
    if (json) {
      console.out().println(report.json());
    }
    summary
        .stopped()
        .flatMap(BatchSummary.Stop::cause)
        .ifPresent(cause -> Errors.report(cause, spec.commandLine(), log.stacktrace));
    if (files.report != null && !run.dryRun && summary.stopped().isEmpty()) {
      console.err().println("Report: " + HtmlReport.write(files.output, files.report));
    }
    return ExitCode.of(summary, run.failOn).number();
  }

  private static boolean foundNothing(BatchSummary summary) {
    return summary.outcomes().isEmpty()
        && summary.leftForLater().isEmpty()
        && summary.stopped().isEmpty();
  }

  private RestoreJob job() {
    BatchRequest batch =
        new BatchRequest(
            files.inputs,
            files.output,
            files.recursive,
            files.excludes,
            new RestoreOptions(
                detector.options(), faces.options(), paste.options(), paste.mono, faces.aligned),
            files.write(),
            Collections.unmodifiableSortedMap(new TreeMap<>()),
            "",
            Optional.ofNullable(files.saveFaces),
            Optional.ofNullable(files.compare),
            Optional.ofNullable(files.report),
            files.overwrite,
            run.dryRun,
            run.limit(),
            Optional.ofNullable(run.maxTime),
            run.photoTimeout(),
            run.retryFailed,
            run.pixels.limit,
            Installation.version("gpen"));
    ModelChoice models =
        new ModelChoice(
            zoo.zoo(),
            Optional.ofNullable(model),
            Optional.ofNullable(key),
            detector.name(),
            Optional.ofNullable(parser));
    return new RestoreJob(batch, models, engine.engine(), precision.precision);
  }
}
