package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.engine.AllocatorSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RelaunchTest {

  private static final AllocatorSettings NOT_SET = new AllocatorSettings(true, Map.of());

  @Test
  void commandsThatRunNetworksAreStartedAgainWithAllSettings() {
    Map<String, String> expected = new HashMap<>(AllocatorSettings.recommended());
    expected.put("OPENCV_LOG_LEVEL", "SILENT");
    assertEquals(expected, Relaunch.variables(Map.of(), NOT_SET, "restore", "-i"));
  }

  @Test
  void aWaitPolicyOfTheUserIsKept() {
    Map<String, String> environment =
        Map.of("OMP_WAIT_POLICY", "ACTIVE", "OPENCV_LOG_LEVEL", "INFO");
    Map<String, String> variables = Relaunch.variables(environment, NOT_SET, "detect");
    assertEquals(3, variables.size());
    assertTrue(variables.keySet().stream().allMatch(name -> name.startsWith("MALLOC_")));
  }

  @Test
  void everyCommandThatRunsNetworksIsStartedAgain() {
    CommandFactory factory = new CommandFactory(new CommandContext(null, null, null, null));
    CommandLine all = new CommandTree(factory, name -> true).of(new Gpen());
    for (CommandLine command : all.getSubcommands().values()) {
      String name = command.getCommandName();
      boolean again = !Relaunch.variables(Map.of(), NOT_SET, name).isEmpty();
      // doctor tells of the settings of the process as it was started.
      assertEquals(hasDevice(command) && !name.equals("doctor"), again, name);
    }
  }

  private static boolean hasDevice(CommandLine command) {
    return command.getCommandSpec().findOption("--device") != null
        || command.getSubcommands().values().stream().anyMatch(RelaunchTest::hasDevice);
  }

  @Test
  void settingsOfTheUserAreNotTouched() {
    Map<String, String> environment = Map.of("MALLOC_ARENA_MAX", "4");
    assertEquals(Map.of(), Relaunch.variables(environment, NOT_SET, "restore"));
  }

  @Test
  void theVariableTurnsItOff() {
    Map<String, String> environment = Map.of(Relaunch.OFF, "1");
    assertEquals(Map.of(), Relaunch.variables(environment, NOT_SET, "restore"));
  }

  @Test
  void otherSystemsAndLibrariesAreLeftAlone() {
    AllocatorSettings otherLibrary = new AllocatorSettings(false, Map.of());
    assertEquals(Map.of(), Relaunch.variables(Map.of(), otherLibrary, "restore"));
  }

  @Test
  void onlyAProcessThatIsThisProgramIsStartedAgain() {
    String main = "io.gpen.cli.Gpen";
    assertTrue(Relaunch.isProgram(List.of("java", "-cp", "gpen.jar", main, "detect", "a"), 2));
    assertTrue(Relaunch.isProgram(List.of("java", "-jar", "/opt/my gpen/lib/gpen.jar", ""), 1));
    assertFalse(Relaunch.isProgram(List.of("java", "-cp", "gpen.jar", "Other", main, "a"), 2));
    assertFalse(Relaunch.isProgram(List.of("java", "-cp", "gpen.jar", "Other"), 2));
    assertFalse(Relaunch.isProgram(List.of("java", "-jar", "other.jar", "detect"), 1));
    assertFalse(Relaunch.isProgram(List.of("java", "-cp", "gpen.jar"), 0));
    assertFalse(Relaunch.isProgram(List.of(), 0));
  }

  @Test
  void quickCommandsAndHelpAreNotStartedTwice() {
    assertEquals(Map.of(), Relaunch.variables(Map.of(), NOT_SET, "models", "list"));
    assertEquals(Map.of(), Relaunch.variables(Map.of(), NOT_SET, "restore", "--help"));
    assertEquals(Map.of(), Relaunch.variables(Map.of(), NOT_SET));
  }
}
