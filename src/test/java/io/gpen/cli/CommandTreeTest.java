package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Commands are built when they are named, and known in any case. */
class CommandTreeTest {

  /** Remembers what it was asked for. */
  private static final class Recorder implements IFactory {
    private final List<Class<?>> made = new ArrayList<>();
    private final IFactory commands =
        new CommandFactory(new CommandContext(null, null, null, null));

    @Override
    public <K> K create(Class<K> type) throws Exception {
      made.add(type);
      return commands.create(type);
    }
  }

  private final Recorder recorder = new Recorder();

  private CommandLine tree(String... named) {
    return new CommandTree(recorder, List.of(named)::contains).of(new Gpen());
  }

  @Test
  void whatIsNotNamedIsNotBuilt() {
    CommandLine none = tree();
    assertFalse(recorder.made.contains(RestoreCommand.class), recorder.made.toString());
    assertEquals(
        List.of(
            "restore",
            "colorize",
            "inpaint",
            "seg2face",
            "detect",
            "manifest",
            "report",
            "models",
            "doctor",
            "benchmark",
            "evaluate",
            "align",
            "degrade",
            "train"),
        List.copyOf(none.getSubcommands().keySet()));
    tree("models", "list");
    assertTrue(recorder.made.contains(ModelsListCommand.class), recorder.made.toString());
    assertFalse(recorder.made.contains(ModelsFetchCommand.class), recorder.made.toString());
  }

  @Test
  void theHelpIsTheSameWhetherBuiltOrNot() {
    String all = new CommandTree(recorder, name -> true).of(new Gpen()).getUsageMessage();
    assertEquals(all, tree().getUsageMessage());
    assertEquals(
        tree("models", "list", "fetch", "verify", "convert")
            .getSubcommands()
            .get("models")
            .getUsageMessage(),
        tree("models").getSubcommands().get("models").getUsageMessage());
  }

  @Test
  void aFileOfOptionsMayNameTheCommand(@TempDir Path folder) throws Exception {
    Path options = Files.writeString(folder.resolve("options"), "restore -i in -o out");
    CommandLineRun run = new CommandLineRun();
    assertEquals(0, run.run("@" + options), run.err());
    assertTrue(run.job != null);
  }

  @Test
  void optionsFromTheEnvironmentAreHeldAgainstThoseOfAllCommands() {
    CommandLineRun run = new CommandLineRun();
    run.environment.put("GPEN_MIN_FACE", "30");
    run.environment.put("GPEN_MINFACE", "30");
    assertEquals(0, run.run("--help"), run.err());
    assertEquals("gpen: not an option, ignored: GPEN_MINFACE", run.err().strip());
  }

  @Test
  void aMistypedCommandIsToldWhatItMayHaveBeen() {
    CommandLineRun run = new CommandLineRun();
    assertEquals(2, run.run("restor"));
    assertTrue(run.err().startsWith("gpen: unknown command 'restor'\n"), run.err());
    assertTrue(run.err().contains("Did you mean: gpen restore"), run.err());
    assertEquals(2, run.run("models", "lst"));
    assertTrue(run.err().contains("unknown command 'lst'"), run.err());
  }

  @Test
  void aMissingCommandIsSaidToBeMissing() {
    CommandLineRun run = new CommandLineRun();
    assertEquals(2, run.run());
    assertEquals("gpen: missing command\nSee: gpen --help\n", run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"help nonsense", "nonsense --help", "help models nonsense", "models nonsense -h"})
  void helpForACommandThatDoesNotExistIsAnError(String words) {
    CommandLineRun gpen = new CommandLineRun();
    assertEquals(2, gpen.run(words.split(" ")));
    assertTrue(gpen.err().contains("unknown command 'nonsense'"), gpen.err());
    assertEquals("", gpen.out());
  }

  @Test
  void helpIsUnderstoodAsACommand() {
    for (String line : List.of("", "restore", "models", "models list")) {
      CommandLineRun help = new CommandLineRun();
      CommandLineRun option = new CommandLineRun();
      assertEquals(0, help.run(("help " + line).strip().split(" ")), help.err());
      assertEquals(0, option.run((line + " --help").strip().split(" ")));
      assertEquals(option.out(), help.out());
    }
  }
}
