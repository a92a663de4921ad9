package io.gpen.cli;

import io.gpen.paste.PasteOptions;
import io.gpen.paste.PasteOptions.Mask;
import io.gpen.restore.RestoreOptions.Mono;
import picocli.CommandLine.Option;

/** How restored faces go into the photo. */
final class PasteMixin {

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

  PasteOptions options() {
    return new PasteOptions(alpha, mask, grain);
  }
}
