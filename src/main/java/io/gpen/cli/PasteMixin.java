package io.gpen.cli;

import io.gpen.paste.PasteOptions;
import io.gpen.paste.PasteOptions.Mask;
import io.gpen.restore.RestoreOptions.Mono;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How restored faces go into the photo. */
final class PasteMixin {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--alpha",
      paramLabel = "0..1",
      converter = Converters.Share.class,
      description = "Weight of the restored face in the result, the same for all faces.")
  Double alpha;

  @Option(
      names = "--blend",
      paramLabel = "auto|off",
      defaultValue = "auto",
      description =
          "Weight of each restored face: auto lowers it for faces that are sharp already, and keeps"
              + " those sharper than what the model can give back; off restores all fully"
              + " (default: ${DEFAULT-VALUE}). Not with --alpha.")
  Switch blend;

  @Option(
      names = "--keep-tone",
      paramLabel = "auto|off",
      defaultValue = "auto",
      description =
          "Keep the lightness and colour that the face had over the large scale (default:"
              + " ${DEFAULT-VALUE}).")
  Switch keepTone;

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
      paramLabel = "face|square|parsing",
      defaultValue = "face",
      description =
          "What is pasted into the photo: the face from hairline to chin, the whole crop with a"
              + " soft border, or what a face parsing model takes for the face (default:"
              + " ${DEFAULT-VALUE}).")
  Mask mask;

  @Option(
      names = "--grain",
      paramLabel = "auto|off|0..2",
      defaultValue = "auto",
      converter = Converters.Grain.class,
      description =
          "Give restored faces the grain of the photo: auto as much as it has, off none, or a"
              + " multiple of it (default: ${DEFAULT-VALUE}).")
  double grain;

  /** Whether a part of the work is done. */
  enum Switch {
    AUTO,
    OFF
  }

  @Option(
      names = "--parser",
      paramLabel = "NAME|FILE",
      description =
          "Face parsing model for --mask parsing (default: ParseNet-latest, which"
              + " is not included).")
  String parser;

  /**
   * {@return how restored crops go into the photo}
   *
   * @param aligned whether they replace it, as the inputs are aligned crops
   */
  PasteOptions options(boolean aligned) {
    if (aligned) {
      IneffectiveOptions.refuse(
          spec,
          "with --aligned: the restored crop is the whole result",
          "--mask",
          "--grain",
          "--parser");
    }
    if (mask != Mask.PARSING) {
      IneffectiveOptions.refuse(spec, "without --mask parsing", "--parser");
    }
    if (alpha != null && blend == Switch.AUTO) {
      IneffectiveOptions.refuse(spec, "with --alpha, which is the same for all faces", "--blend");
    }
    return new PasteOptions(
        alpha == null ? 1 : alpha,
        mask,
        grain,
        keepTone == Switch.AUTO,
        alpha == null && blend == Switch.AUTO);
  }
}
