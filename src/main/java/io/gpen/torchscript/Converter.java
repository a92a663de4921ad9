package io.gpen.torchscript;

import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.StateDict;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Converts checkpoints to archives that libtorch runs. The architecture and all its sizes are
 * recognised from the names and shapes of the tensors.
 */
public final class Converter {

  /**
   * The version of the networks' text and of the folding. It is raised whenever either changes, so
   * cached archives are converted again.
   */
  public static final int TEXT_VERSION = 9;

  private Converter() {}

  /**
   * Writes the archive of a checkpoint in the checkpoint's own precision, as {@link
   * #convert(StateDict, Variant, Path)} does.
   *
   * @param weights the checkpoint; it stays open
   * @param form what the archive is for
   * @param target the file; replaced if it is there, as it was if anything goes wrong
   * @return what was written
   * @throws CheckpointException if the weights are of no network that is known, or do not fit it
   * @throws IOException if the archive cannot be written
   */
  public static NetworkDescription convert(StateDict weights, Form form, Path target)
      throws IOException {
    return convert(weights, Variant.of(form), target);
  }

  /**
   * Writes the archive of a checkpoint. One tensor at a time is in memory; the same weights give
   * the same bytes.
   *
   * @param weights the checkpoint; it stays open
   * @param variant which of its archives
   * @param target the file; replaced if it is there, as it was if anything goes wrong
   * @return what was written, as the archive itself says it too
   * @throws CheckpointException if the weights are of no network that is known, or do not fit it;
   *     the message lists missing, surplus and misshapen tensors; or if the network has no such
   *     archive
   * @throws IOException if the archive cannot be written
   */
  public static NetworkDescription convert(StateDict weights, Variant variant, Path target)
      throws IOException {
    NetworkDefinition definition = Recognition.of(weights).definition(variant);
    ArchiveWriter.write(
        target, definition.root(), definition.text(), definition.description().toJson());
    return definition.description();
  }

  /**
   * {@return what the network of a checkpoint is used in: the inference form, but for networks that
   * only training needs}
   *
   * @param weights the checkpoint; it stays open
   * @throws CheckpointException as {@link #convert} does, but for values that are not numbers
   */
  public static Variant usualVariant(StateDict weights) {
    return Recognition.of(weights).usualVariant();
  }

  /**
   * {@return what an archive of the checkpoint would be, without writing it}
   *
   * @param weights the checkpoint; it stays open
   * @param form what the archive is for
   * @throws CheckpointException as {@link #convert} does, but for values that are not numbers
   */
  public static NetworkDescription describe(StateDict weights, Form form) {
    return Recognition.of(weights).definition(Variant.of(form)).description();
  }
}
