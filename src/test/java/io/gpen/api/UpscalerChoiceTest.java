package io.gpen.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.engine.EngineOptions;
import io.gpen.restore.RestoreOptions;
import io.gpen.tuning.PrecisionChoice;
import io.gpen.zoo.ModelException;
import io.gpen.zoo.ModelZoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which file enlarges, and what is said if it is not there. */
class UpscalerChoiceTest {

  @TempDir Path folder;

  private ModelChoice choice(Optional<String> upscaler, OptionalDouble denoise) {
    return new ModelChoice(
        new ModelZoo(List.of(folder)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        upscaler,
        denoise,
        Optional.empty(),
        OptionalDouble.empty());
  }

  private static String refusal(Runnable question) {
    return assertThrows(ModelException.class, question::run).getMessage();
  }

  @Test
  void withoutANameTheMessageSaysWhichFileToGetAndWhereItGoes() {
    String message = refusal(() -> choice(Optional.empty(), OptionalDouble.empty()).upscalerFile());
    assertEquals(
        "enlarging needs a model, and none comes with the program: run gpen models fetch"
            + " realesr-general-x4v3, or put"
            + " https://github.com/xinntao/Real-ESRGAN/releases/download/v0.2.5.0/"
            + "realesr-general-x4v3.pth into "
            + folder
            + "; then name it with --upscaler realesr-general-x4v3",
        message);
  }

  @Test
  void provenanceNamesItWithItsWeights() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.pth"), "abc");
    Networks networks =
        new Networks(
            choice(Optional.of(file.toString()), OptionalDouble.empty()),
            EngineOptions.DEFAULT,
            PrecisionChoice.FP32,
            OptionalInt.empty());
    assertEquals(Optional.empty(), networks.upscalerName(RestoreOptions.DEFAULTS));
    // SHA-256 of "abc" as in FIPS 180-2, B.1
    assertEquals(
        Optional.of(
            "mine.pth (SHA-256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad)"),
        networks.upscalerName(RestoreOptions.DEFAULTS.withUpscale(2)));
  }

  @Test
  void theTwinLiesBesideTheModel() throws IOException {
    Path general = Files.createFile(folder.resolve("realesr-general-x4v3.pth"));
    Optional<String> file = Optional.of(general.toString());
    assertTrue(choice(file, OptionalDouble.empty()).upscalerFile().mixture().isEmpty());
    assertTrue(choice(file, OptionalDouble.of(1)).upscalerFile().mixture().isEmpty());
    String missing = refusal(() -> choice(file, OptionalDouble.of(0.5)).upscalerFile());
    assertTrue(missing.contains("gpen models fetch realesr-general-wdn-x4v3"), missing);
    Path twin = Files.createFile(folder.resolve("realesr-general-wdn-x4v3.pth"));
    assertEquals(
        twin,
        choice(file, OptionalDouble.of(0)).upscalerFile().mixture().orElseThrow().other().path());
    String none =
        refusal(() -> choice(Optional.of(twin.toString()), OptionalDouble.of(0.5)).upscalerFile());
    assertTrue(none.contains("has no twin for --denoise"), none);
  }
}
