package io.gpen.cli;

import io.gpen.restore.FaceTask;
import io.gpen.restore.RestoreOptions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fills holes in faces. */
@Command(
    name = "inpaint",
    description =
        "Fills scratches and holes in the faces in a folder of photos, where a mask is white."
            + " Everything else stays as it is; photos without a mask are copied.")
final class InpaintCommand extends TaskCommand {

  @Mixin private DetectorMixin detector;

  @Option(
      names = "--masks",
      paramLabel = "DIR",
      required = true,
      description =
          "Folder with a mask for each photo, in its size and under its name: white where it is to"
              + " be filled, black elsewhere.")
  private Path masks;

  @Option(
      names = "--aligned",
      fallbackValue = "true",
      description =
          "The inputs are aligned face crops, not photos; the result has the model's size.")
  private boolean aligned;

  InpaintCommand(CommandContext context) {
    super(context);
  }

  @Override
  RestoreOptions options() {
    RestoreOptions options = plain(new FaceTask.Inpaint(masks)).with(detector.options(aligned));
    return aligned ? options.forAlignedCrops() : options;
  }

  @Override
  Optional<String> detector() {
    return detector.name();
  }
}
