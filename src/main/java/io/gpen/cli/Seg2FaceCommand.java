package io.gpen.cli;

import io.gpen.restore.FaceTask;
import io.gpen.restore.RestoreOptions;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Paints faces from maps of their parts. */
@Command(
    name = "seg2face",
    description =
        "Paints faces from a folder of segmentation maps in the colours that the model was trained"
            + " on, one aligned face each. The result has the model's size.")
final class Seg2FaceCommand extends TaskCommand {

  Seg2FaceCommand(CommandContext context) {
    super(context);
  }

  @Override
  RestoreOptions options() {
    return plain(new FaceTask.SegmentationToFace()).forAlignedCrops();
  }

  @Override
  Optional<String> detector() {
    return Optional.empty();
  }
}
