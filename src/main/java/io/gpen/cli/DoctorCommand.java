package io.gpen.cli;

import io.gpen.diagnostics.CheckResult;
import io.gpen.diagnostics.SystemChecks;
import io.gpen.text.Json;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks the installation. */
@Command(
    name = "doctor",
    description =
        "Checks Java, native libraries, device, models, memory, settings and folders, and says how"
            + " to fix what is wrong.")
final class DoctorCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private ZooMixin zoo;
  @Mixin private EngineMixin engine;

  @Option(names = "--json", fallbackValue = "true", description = "Write JSON to standard output.")
  private boolean json;

  @Mixin private LogOptions log;

  DoctorCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    log.apply(context.console());
    List<CheckResult> checks = new SystemChecks(zoo::zoo, engine.engine()).run();
    Console console = context.console();
    if (json) {
      console.out().println(Json.of(checks));
    } else {
      for (CheckResult check : checks) {
        console
            .out()
            .printf(
                Locale.ROOT, "%-7s %s: %s%n", word(check.state()), check.name(), check.message());
      }
    }
    return exitCode(checks).number();
  }

  private static String word(CheckResult.State state) {
    return switch (state) {
      case OK -> "ok";
      case WARNING -> "warning";
      case MODEL, FAILED -> "FAILED";
    };
  }

  /** A broken environment takes precedence: without it no model can be used. */
  static ExitCode exitCode(List<CheckResult> checks) {
    if (checks.stream().anyMatch(check -> check.state() == CheckResult.State.FAILED)) {
      return ExitCode.ENVIRONMENT;
    }
    return checks.stream().anyMatch(check -> check.state() == CheckResult.State.MODEL)
        ? ExitCode.MODEL
        : ExitCode.DONE;
  }
}
