package io.gpen.cli;

import io.gpen.degrade.DegradationPreset;
import io.gpen.degrade.DegradeSettings;
import io.gpen.degrade.stage.DamagePicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** How pictures are degraded. */
final class DegradationMixin {

  @Option(
      names = "--preset",
      paramLabel = "PRESET",
      description =
          "What the degradations are: gpen as in its training; mild, medium or strong; old-photo"
              + " for old prints (default: gpen).")
  DegradationPreset preset;

  @Option(
      names = "--parameters",
      paramLabel = "FILE",
      description =
          "Take the parameters of the degradations from this file, such as "
              + DegradeSettings.FILE
              + " of an earlier run of gpen degrade.")
  Path parameters;

  @Option(
      names = "--damage",
      paramLabel = "DIR",
      description =
          "Also lay pictures of damage over the degraded ones if the parameters say how often"
              + " (old-photo does): grey, black where a photo stays clear.")
  private Path damage;

  /**
   * {@return the settings; --preset and --parameters exclude each other, which is for the command
   * to say}
   *
   * @param pairs whether the clear halves are wanted as well
   * @throws IOException if the file or a picture of damage cannot be read
   */
  DegradeSettings settings(boolean pairs) throws IOException {
    DegradeSettings settings =
        DegradeSettings.of(
            preset == null ? DegradationPreset.GPEN : preset,
            pairs,
            damage == null ? List.of() : DamagePicture.read(damage));
    return parameters == null ? settings : DegradeSettings.read(parameters, settings);
  }
}
