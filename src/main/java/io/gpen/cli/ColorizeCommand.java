package io.gpen.cli;

import io.gpen.restore.FaceTask;
import io.gpen.restore.RestoreOptions;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives grey faces colour. */
@Command(
    name = "colorize",
    description =
        "Gives the faces in a folder of grey photos colour. The lightness of the photos stays as"
            + " it is; so does all that is no face.")
final class ColorizeCommand extends TaskCommand {

  @Mixin private DetectorMixin detector;

  @Option(
      names = "--aligned",
      fallbackValue = "true",
      description = "The inputs are aligned face crops, not photos; the results have their sizes.")
  private boolean aligned;

  ColorizeCommand(CommandContext context) {
    super(context);
  }

  @Override
  RestoreOptions options() {
    RestoreOptions options = plain(new FaceTask.Colorize()).with(detector.options(aligned));
    return aligned ? options.forAlignedCrops() : options;
  }

  @Override
  Optional<String> detector() {
    return detector.name();
  }
}
