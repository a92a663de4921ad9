package io.gpen.batch;

import java.nio.file.Path;
import java.util.List;

/** What became of one photo of a run. */
public sealed interface PhotoOutcome {

  /** {@return the input file} */
  Path input();

  /** {@return what a person should know about the photo, complete sentences} */
  default List<String> warnings() {
    return List.of();
  }

  /** The photo was written, with restored faces, enlarged, or as a copy. */
  sealed interface Done extends PhotoOutcome {

    /** {@return the file written} */
    Path output();

    /** {@return what became of each face that was found} */
    List<FaceRecord> faces();

    /** {@return time from reading to writing, waiting left out} */
    double seconds();

    /** {@return why no face was restored, or an empty string} */
    default String reason() {
      return "";
    }

    /** {@return how many faces were restored, lightly or not} */
    default int restored() {
      return (int) faces().stream().filter(FaceRecord::isRestored).count();
    }

    /** {@return how many of them were restored lightly} */
    default int lightly() {
      return FaceRecord.count(faces(), FaceRecord.Outcome.RESTORED_LIGHTLY);
    }

    /** {@return how many faces were left as they are, because that is better} */
    default int kept() {
      return FaceRecord.count(faces(), FaceRecord.Outcome.KEPT);
    }
  }

  /**
   * Faces were restored and the photo was written.
   *
   * @param input the input file
   * @param output the file written
   * @param faces what became of each face that was found
   * @param seconds time from reading to writing, waiting left out
   * @param warnings what a person should know
   */
  record Restored(
      Path input, Path output, List<FaceRecord> faces, double seconds, List<String> warnings)
      implements Done {}

  /**
   * There was no face to restore, but the photo was enlarged and written.
   *
   * @param input the input file
   * @param output the file written
   * @param reason why no face was restored: no face, or the reasons of its faces
   * @param faces what became of each face that was found
   * @param seconds time from reading to writing, waiting left out
   * @param warnings what a person should know
   */
  record Enlarged(
      Path input,
      Path output,
      String reason,
      List<FaceRecord> faces,
      double seconds,
      List<String> warnings)
      implements Done {}

  /**
   * There was nothing to restore and the photo was copied.
   *
   * @param input the input file
   * @param output the file written
   * @param reason why: no face, or the reasons of its faces
   * @param faces what became of each face that was found
   * @param seconds time from reading to writing, waiting left out
   * @param warnings what a person should know
   */
  record Copied(
      Path input,
      Path output,
      String reason,
      List<FaceRecord> faces,
      double seconds,
      List<String> warnings)
      implements Done {}

  /**
   * It was done by an earlier run and nothing has changed.
   *
   * @param input the input file
   * @param output the file of the earlier run
   */
  record Skipped(Path input, Path output) implements PhotoOutcome {}

  /**
   * It could not be done.
   *
   * @param input the input file
   * @param reason why, and what to do
   * @param cause whose fault it is
   * @param known whether an earlier run has already reported it for the same reason; a damaged file
   *     was then not tried again; after a failure of the surroundings it was
   */
  record Failed(Path input, String reason, Cause cause, boolean known) implements PhotoOutcome {

    /** Whose fault a failure is. */
    public enum Cause {
      /** The bytes of the file: it is not tried again until something changes. */
      FILE,
      /** Permissions, memory, a vanished file: tried again at every run. */
      SURROUNDINGS,
      /** A mistake in this program: tried again when the tool, or anything else, has changed. */
      PROGRAM,
      /** It brought the whole process down, alone: set aside. */
      CRASH,
      /** It was not done within the time for a photo: tried again when it is given more. */
      TIMEOUT
    }
  }

  /**
   * A dry run found that it would be worked on.
   *
   * @param input the input file
   * @param output the file that would be written
   */
  record Planned(Path input, Path output) implements PhotoOutcome {}

  /**
   * A picture of a kind that is not supported.
   *
   * @param input the input file
   * @param reason the kind, by name
   */
  record Unsupported(Path input, String reason) implements PhotoOutcome {}
}
