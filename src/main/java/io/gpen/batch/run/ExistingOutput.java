package io.gpen.batch.run;

import io.gpen.batch.manifest.ManifestIndex.Entry;
import io.gpen.batch.manifest.ManifestLine.Started;
import io.gpen.files.FileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What stands where an output goes.
 *
 * @param file where the output goes
 * @param exists whether there is anything
 * @param ours whether it is a file that we wrote and nobody altered
 * @param state the file, or null if there is none, or nothing that could be a file of ours
 */
record ExistingOutput(Path file, boolean exists, boolean ours, FileState state) {

  /** The coarsest clock of a file system that photos are kept on. */
  private static final Duration CLOCK = Duration.ofSeconds(2);

  /**
   * {@return what stands there}
   *
   * @param file where the output goes
   * @param known what earlier runs did there
   * @throws IOException if it cannot be read
   */
  static ExistingOutput look(Path file, Optional<Entry> known) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return new ExistingOutput(file, false, false, null);
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return new ExistingOutput(file, true, false, null);
    }
    Optional<FileState> written = known.flatMap(Entry::written);
    Optional<Started> pending = known.flatMap(Entry::pending);
    // Two outputs of one input have the same time and may have the same size: after a death
    // between two lines only the content tells them apart.
    if (pending.isEmpty() && written.isPresent() && written.get().stillHolds(file)) {
      return new ExistingOutput(file, true, true, written.get());
    }
    FileState state = FileState.of(file);
    if (written.isPresent() && written.get().sha256().equals(state.sha256())) {
      return new ExistingOutput(file, true, true, written.get());
    }
    boolean ours = pending.isPresent() && cameFrom(pending.get(), state);
    return new ExistingOutput(file, true, ours, state);
  }

  /** {@return whether it is still what it was at the look} */
  boolean isUnchanged() throws IOException {
    boolean existsNow = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    if (!exists || !existsNow) {
      // Gone is as good as never there: nobody loses anything.
      return !existsNow;
    }
    return state == null || state.stillHolds(file);
  }

  /**
   * A process that died between the rename and the line after it left a file that no line tells of.
   * It is not the file that stood there before, and it has the modification time of its input.
   */
  private static boolean cameFrom(Started started, FileState state) {
    boolean stoodBefore =
        started.target() != null && started.target().sha256().equals(state.sha256());
    Instant expected = started.source().modified();
    boolean timeOfInput = Duration.between(expected, state.modified()).abs().compareTo(CLOCK) <= 0;
    return !stoodBefore && timeOfInput;
  }
}
