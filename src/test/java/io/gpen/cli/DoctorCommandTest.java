package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import io.gpen.Shipped;
import io.gpen.diagnostics.CheckResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

  private final CommandLineRun gpen = new CommandLineRun();

  @TempDir private Path folder;

  @Test
  void aMachineInOrderIsTold() {
    assertEquals(0, gpen.run("doctor"), gpen.out());
    for (String name :
        List.of(
            "Java",
            "file names",
            "cache",
            "OpenCV",
            "libtorch",
            "device",
            "cached files",
            "memory")) {
      assertTrue(
          gpen.out().lines().anyMatch(line -> line.matches("(ok|warning) +" + name + ": .+")),
          name + " in\n" + gpen.out());
    }
    assertTrue(gpen.out().contains("model " + Shipped.generator().name() + ": "), gpen.out());
  }

  @Test
  void programsGetJson() {
    assertEquals(0, gpen.run("doctor", "--json"), gpen.out());
    JsonArray checks = JsonParser.parseString(gpen.out()).getAsJsonArray();
    assertEquals("Java", checks.get(0).getAsJsonObject().get("name").getAsString());
    assertEquals("ok", checks.get(0).getAsJsonObject().get("state").getAsString());
  }

  @Test
  void aDamagedModelIsFound() throws IOException {
    Files.writeString(folder.resolve(Shipped.generator().file()), "damaged");
    assertEquals(3, gpen.run("doctor", "--model-zoo", folder.toString()), gpen.out());
    assertTrue(gpen.out().contains("FAILED  model " + Shipped.generator().name()), gpen.out());
  }

  @Test
  void aDeviceThatIsNotThereIsFound() {
    org.junit.jupiter.api.Assumptions.assumeFalse(hasCuda(), "this machine has CUDA");
    assertEquals(4, gpen.run("doctor", "--device", "cuda"), gpen.out());
    assertTrue(gpen.out().contains("FAILED  libtorch: cannot use device cuda:0"), gpen.out());
  }

  private boolean hasCuda() {
    gpen.run("doctor");
    return gpen.out().contains("device: cuda");
  }

  @Test
  void aBrokenEnvironmentTakesPrecedenceOverModels() {
    CheckResult ok = new CheckResult("a", CheckResult.State.OK, "");
    CheckResult warning = new CheckResult("b", CheckResult.State.WARNING, "");
    CheckResult model = new CheckResult("c", CheckResult.State.MODEL, "");
    CheckResult failed = new CheckResult("d", CheckResult.State.FAILED, "");
    assertEquals(ExitCode.DONE, DoctorCommand.exitCode(List.of(ok, warning)));
    assertEquals(ExitCode.MODEL, DoctorCommand.exitCode(List.of(ok, model)));
    assertEquals(ExitCode.ENVIRONMENT, DoctorCommand.exitCode(List.of(model, failed)));
  }
}
