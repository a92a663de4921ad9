package io.gpen.cli;

import io.gpen.restore.FaceList;
import io.gpen.restore.SelectionOptions;
import io.gpen.restore.SelectionOptions.FaceChoice;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which of the faces found are restored. */
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
      names = "--faces",
      paramLabel = "LIST|FILE",
      converter = FaceNumbers.OrFile.class,
      description =
          "Restore only the faces with these numbers (1,3) of each photo, or those that an edited"
              + " output of gpen detect lists; photos that it does not list are restored as"
              + " usual.")
  FaceNumbers faces;

  @Option(
      names = "--skip-faces",
      paramLabel = "LIST",
      converter = FaceNumbers.Only.class,
      description = "Do not restore the faces with these numbers (2,5).")
  FaceNumbers skipped;

  @Option(
      names = "--aligned",
      fallbackValue = "true",
      description =
          "The inputs are aligned face crops, not photos; the result has the model's size.")
  boolean aligned;

  SelectionOptions options() {
    if (aligned) {
      IneffectiveOptions.refuse(
          spec,
          "with --aligned: an aligned crop is one face",
          "--faces",
          "--skip-faces",
          "--min-face",
          "--max-faces",
          "--largest-only",
          "--center-only");
    }
    return new SelectionOptions(
        minFace,
        maxFaces == null ? Integer.MAX_VALUE : maxFaces,
        choice(),
        maxShrink,
        faces == null ? List.of() : faces.numbers(),
        skipped == null ? List.of() : skipped.numbers(),
        faces == null ? FaceList.NONE : faces.list());
  }

  private FaceChoice choice() {
    if (largest && centre) {
      throw new ParameterException(
          spec.commandLine(), "--largest-only and --center-only cannot be combined");
    }
    if (largest || centre) {
      String one = largest ? "--largest-only" : "--center-only";
      IneffectiveOptions.refuse(spec, "with " + one + ", which restores one face", "--max-faces");
    }
    return largest ? FaceChoice.LARGEST : centre ? FaceChoice.CENTRE : FaceChoice.ALL;
  }
}
