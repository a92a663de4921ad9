package io.gpen.cli;

import io.gpen.batch.BatchSummary;
import io.gpen.report.SummaryReport;
import io.gpen.report.html.HtmlReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;

/**
 * Runs a batch with its progress and prints its summary.
 *
 * @param context streams and the service that does the work
 * @param command the command that was given
 * @param log how much is printed
 * @param run whether the summary goes to standard output as JSON, and which failures make the exit
 *     code
 */
record BatchRun(CommandContext context, CommandLine command, LogOptions log, RunMixin run) {

  /**
   * {@return the exit code}
   *
   * @throws IOException if the report cannot be written
   */
  int call(RestoreJob job) throws IOException {
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
    if (run.json) {
      console.out().println(report.json());
    }
    summary
        .stopped()
        .flatMap(BatchSummary.Stop::cause)
        .ifPresent(cause -> Errors.report(cause, command, log.stacktrace));
    Optional<Path> folder = job.batch().report();
    if (folder.isPresent() && !job.batch().dryRun() && summary.stopped().isEmpty()) {
      Path page = HtmlReport.write(job.batch().output(), folder.get());
      if (!log.quiet) {
        console.err().println("Report: " + page);
      }
    }
    return ExitCode.of(summary, run.failOn).number();
  }

  private static boolean foundNothing(BatchSummary summary) {
    return summary.outcomes().isEmpty()
        && summary.leftForLater().isEmpty()
        && summary.stopped().isEmpty();
  }
}
