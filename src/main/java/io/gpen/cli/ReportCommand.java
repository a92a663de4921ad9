package io.gpen.cli;

import io.gpen.report.html.HtmlReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the HTML report of an output folder. */
@Command(
    name = "report",
    description =
        "Writes an HTML report of what restore did: photos before and after, and every face with"
            + " what became of it.")
final class ReportCommand implements Callable<Integer> {

  private final CommandContext context;

  @Parameters(paramLabel = "OUTPUT", description = "Folder that gpen restore wrote to.")
  private Path output;

  @Option(
      names = {"-o", "--report"},
      paramLabel = "DIR",
      required = true,
      description = "Folder for the report, created if necessary.")
  private Path report;

  @Mixin private LogOptions log;

  ReportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    log.apply(context.console());
    context.console().out().println(HtmlReport.write(output, report));
    return ExitCode.DONE.number();
  }
}
