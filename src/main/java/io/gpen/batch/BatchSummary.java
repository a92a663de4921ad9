package io.gpen.batch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run did.
 *
 * @param outcomes one for each photo, sorted by input
 * @param leftForLater photos that {@code --limit}, {@code --max-time} or an interruption left
 * @param ignored files that are not pictures, and hidden ones
 * @param earlierOutputs pictures among the inputs that earlier runs wrote
 * @param orphans outputs of earlier runs, and pictures beside them, whose inputs are gone
 * @param stopped why the run ended early for everybody, if it did
 * @param elapsed wall time of the run
 */
public record BatchSummary(
    List<PhotoOutcome> outcomes,
    List<Path> leftForLater,
    long ignored,
    long earlierOutputs,
    long orphans,
    Optional<Stop> stopped,
    Duration elapsed) {

  /**
   * Why a run ended before its last photo.
   *
   * @param kind what kind of reason
   * @param message the reason and the remedy
   * @param cause what was thrown, if it says more
   */
  public record Stop(Kind kind, String message, Optional<Throwable> cause) {

    /**
     * Says why, without anything thrown.
     *
     * @param kind what kind of reason
     * @param message the reason and the remedy
     */
    public Stop(Kind kind, String message) {
      this(kind, message, Optional.empty());
    }

    /** What kinds of reasons there are. */
    public enum Kind {
      /** The disk is full, the output is locked or cannot be written, the input does not exist. */
      CANNOT_GO_ON,
      /** A model, the surroundings or the program itself is broken; the cause tells which. */
      BROKEN,
      /** Somebody asked the run to stop. */
      INTERRUPTED
    }
  }
}
