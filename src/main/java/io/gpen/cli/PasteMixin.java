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
      paramLabel = "square|parsing",
      defaultValue = "square",
      description =
          "What is pasted into the photo: the whole crop with a soft border, or"
              + " only the face as a face parsing model segments it (default:"
              + " ${DEFAULT-VALUE}).")
  Mask mask;

  PasteOptions options() {
    return new PasteOptions(alpha, mask);
  }
}
