package io.gpen.batch.run;

import io.gpen.batch.PhotoOutcome.Failed.Cause;
import io.gpen.engine.OutOfMemory;
import io.gpen.image.PhotoException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.TimeoutException;

/** Turns what was thrown while working on a photo into a reason and a cause. */
final class Failures {

  private Failures() {}

  /** The ways in which a photo cannot be done. */
  enum Kind {
    /** The file is damaged. */
    FILE(Cause.FILE),
    /** Permissions, memory, disks: not the file itself. */
    SURROUNDINGS(Cause.SURROUNDINGS),
    /** It took too long. */
    TIMEOUT(Cause.TIMEOUT),
    /** A bug in this program. */
    PROGRAM(Cause.PROGRAM),
    /** A kind of picture that is not supported. */
    UNSUPPORTED(null);

    private final Cause cause;

    Kind(Cause cause) {
      this.cause = cause;
    }

    /** {@return whose fault it is, or null if it is no failure} */
    Cause cause() {
      return cause;
    }
  }

  /**
   * Why a photo cannot be done.
   *
   * @param kind whose fault it is
   * @param reason why, the same words every time
   */
  record Failure(Kind kind, String reason) {}

  /**
   * {@return why}
   *
   * @param thrown what was thrown
   * @param decoding whether the file was being read as a photo; what a library throws then is put
   *     down to its bytes, while a network that fails may do better another night
   */
  static Failure of(Throwable thrown, boolean decoding) {
    if (thrown instanceof PhotoException photo) {
      boolean unsupported = photo.kind() == PhotoException.Kind.UNSUPPORTED;
      return new Failure(unsupported ? Kind.UNSUPPORTED : Kind.FILE, photo.getMessage());
    }
    if (thrown instanceof TimeoutException) {
      return new Failure(Kind.TIMEOUT, thrown.getMessage());
    }
    if (OutOfMemory.isCauseOf(thrown)) {
      return new Failure(
          Kind.SURROUNDINGS,
          "not enough memory; allow more with JAVA_OPTS=-Xmx..., or close other programs");
    }
    if (thrown instanceof OutputWriter.OutputException) {
      return new Failure(Kind.SURROUNDINGS, thrown.getMessage());
    }
    if (thrown instanceof NoSuchFileException) {
      return new Failure(Kind.SURROUNDINGS, "the file no longer exists, or is a broken link");
    }
    if (thrown instanceof AccessDeniedException) {
      return new Failure(Kind.SURROUNDINGS, "the file cannot be read: permission denied");
    }
    if (thrown instanceof IOException || thrown instanceof UncheckedIOException) {
      String text = thrown.getMessage();
      return new Failure(Kind.SURROUNDINGS, text == null ? message(thrown) : text);
    }
    if (isOurs(thrown)) {
      return new Failure(
          Kind.PROGRAM,
          "internal error, not a fault of the photo ("
              + message(thrown)
              + "); please report it with the output of --retry-failed --stacktrace");
    }
    boolean ofTheFile = decoding && !(thrown instanceof LinkageError);
    return new Failure(ofTheFile ? Kind.FILE : Kind.SURROUNDINGS, message(thrown));
  }

  /**
   * Java's own unchecked exceptions tell of a mistake in the code: what can be wrong with a photo
   * or a library has exceptions of its own, and native code that fails in an unforeseen way throws
   * a plain {@link Exception}.
   */
  private static boolean isOurs(Throwable thrown) {
    boolean unchecked = thrown instanceof RuntimeException || thrown instanceof Error;
    return unchecked
        && !(thrown instanceof LinkageError)
        && thrown.getClass().getName().matches("java\\.(lang|util|nio)\\..*");
  }

  private static String message(Throwable thrown) {
    String name = thrown.getClass().getSimpleName();
    String text = thrown.getMessage();
    return text == null || text.isBlank() ? name : name + ": " + text.strip();
  }
}
