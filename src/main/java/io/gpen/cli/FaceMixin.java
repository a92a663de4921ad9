package io.gpen.cli;

import io.gpen.restore.RestoreOptions;
import io.gpen.restore.RestoreOptions.FaceChoice;
import io.gpen.restore.RestoreOptions.Mask;
import io.gpen.restore.RestoreOptions.Mono;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which faces are restored, and how much. */
final class FaceMixin {

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--min-face",
      paramLabel = "PX",
      defaultValue = "0",
      converter = Converters.Pixels.class,
      description = "Ignore faces whose shorter side is under PX pixels.")
  double minFace;

  @Option(
      names = "--max-faces",
      paramLabel = "N",
      converter = Converters.Count.class,
      description = "Restore only the N largest faces of a photo.")
  Integer maxFaces;

  @Option(
      names = "--max-shrink",
      paramLabel = "X|off",
      defaultValue = "1.5",
      converter = Converters.Shrink.class,
      description =
          "Keep a face unchanged if it would have to be shrunk by more than X to"
              + " fit the model: it has more detail than the model can produce (default:"
              + " ${DEFAULT-VALUE}).")
  double maxShrink;

  @Option(
      names = "--largest-only",
      fallbackValue = "true",
      description = "Restore only the largest face of a photo.")
  boolean largest;

  @Option(
      names = "--center-only",
      fallbackValue = "true",
      description = "Restore only the face nearest to the centre of a photo.")
  boolean centre;

  @Option(
      names = "--alpha",
      paramLabel = "0..1",
      defaultValue = "1",
      converter = Converters.Share.class,
      description = "Weight of the restored face in the result (default: ${DEFAULT-VALUE}).")
  double alpha;

  @Option(
      names = "--mono",
      paramLabel = "auto|on|off",
      defaultValue = "auto",
      description =
          "Change only the lightness: auto does so for grey, toned and yellowed photos (default:"
              + " ${DEFAULT-VALUE}).")
  Mono mono;

  @Option(
      names = "--mask",
      paramLabel = "square|parsing",
      defaultValue = "square",
      description =
          "What is pasted into the photo: the whole crop with a soft border, or"
              + " only the face as a face parsing model segments it (default:"
              + " ${DEFAULT-VALUE}).")
  Mask mask;

  @Option(
      names = "--aligned",
      fallbackValue = "true",
      description =
          "The inputs are aligned face crops, not photos; the result has the model's size.")
  boolean aligned;

  RestoreOptions options(double score) {
    return new RestoreOptions(
        score,
        minFace,
        maxFaces == null ? Integer.MAX_VALUE : maxFaces,
        choice(),
        maxShrink,
        alpha,
        mono,
        aligned,
        mask);
  }

  private FaceChoice choice() {
    if (largest && centre) {
      throw new ParameterException(
          spec.commandLine(), "--largest-only and --center-only cannot be combined");
    }
    return largest ? FaceChoice.LARGEST : centre ? FaceChoice.CENTRE : FaceChoice.ALL;
  }
}
