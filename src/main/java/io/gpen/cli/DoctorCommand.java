package io.gpen.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says whether everything that restoring needs is in order. */
@Command(
    name = "doctor",
    description =
        "Looks at Java, native libraries, device, models, memory, settings and folders, and says"
            + " what to do about whatever is wrong.")
final class DoctorCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private ZooMixin zoo;
  @Mixin private EngineMixin engine;

  @Option(names = "--json", fallbackValue = "true", description = "Write JSON.")
  private boolean json;

  @Mixin private LogOptions log;

  DoctorCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    log.apply(context.console());
    List<Check> checks = new Checkup(zoo::zoo, engine.engine()).run();
    Console console = context.console();
    if (json) {
      JsonArray array = new JsonArray();
      for (Check check : checks) {
        JsonObject object = new JsonObject();
        object.addProperty("name", check.name());
        object.addProperty("state", check.state().name().toLowerCase(Locale.ROOT));
        object.addProperty("message", check.message());
        array.add(object);
      }
      console.out().println(array);
    } else {
      for (Check check : checks) {
        console.out().printf("%-7s %s: %s%n", word(check.state()), check.name(), check.message());
      }
    }
    return exitCode(checks).number();
  }

  private static String word(Check.State state) {
    return switch (state) {
      case OK -> "ok";
      case WARNING -> "warning";
      case MODEL, FAILED -> "FAILED";
    };
  }

  /** Models can only be used when the environment works, so its failures come first. */
  static ExitCode exitCode(List<Check> checks) {
    if (checks.stream().anyMatch(check -> check.state() == Check.State.FAILED)) {
      return ExitCode.ENVIRONMENT;
    }
    return checks.stream().anyMatch(check -> check.state() == Check.State.MODEL)
        ? ExitCode.MODEL
        : ExitCode.DONE;
  }
}
