package io.gpen.batch.manifest;

import com.google.gson.annotations.SerializedName;
import io.gpen.batch.FaceRecord;
import io.gpen.batch.PhotoOutcome.Failed;
import io.gpen.files.FileState;
import java.time.Instant;
import java.util.List;

/** One line of the manifest. Components that may be missing from a line are null. */
public sealed interface ManifestLine {

  /** {@return the photo's place in the output folder, with {@code /} between the parts} */
  String output();

  /** {@return the absolute path of the input} */
  String input();

  /** {@return what it is, or was, done by, or null} */
  ProcessingFingerprint fingerprint();

  /** {@return whether everything is there that every such line has} */
  boolean isWhole();

  /**
   * Work on a photo began.
   *
   * @param source the input
   * @param targetExisted whether there was a file where the output goes
   * @param targetOurs whether we had written that file
   * @param target that file, or null
   * @param alone whether no other photo was in work, because this one was in work when the process
   *     died
   * @param fingerprint what it is done by
   * @param own what else decides about this photo alone, as {@link PhotoChoices} says, or null
   * @param tool the version of the tool
   * @param at when
   */
  record Started(
      String output,
      String input,
      FileState source,
      boolean targetExisted,
      boolean targetOurs,
      FileState target,
      boolean alone,
      @SerializedName("recipe") ProcessingFingerprint fingerprint,
      String own,
      String tool,
      Instant at)
      implements ManifestLine {

    @Override
    public boolean isWhole() {
      return output != null
          && input != null
          && source != null
          && fingerprint != null
          && tool != null;
    }
  }

  /**
   * Work on a photo ended, or could not begin.
   *
   * @param outcome how
   * @param cause whose fault a failure was, or null
   * @param reason why it was not restored, or an empty string
   * @param restored how many faces were restored
   * @param kept how many faces were left as they are
   * @param seconds how long it took, waiting left out
   * @param source the input, or null if it could not be read
   * @param written the output, or null if none was written
   * @param fingerprint what it was done by
   * @param own what else decides about this photo alone, as {@link PhotoChoices} says, or null
   * @param tool the version of the tool
   * @param maxPixels how large a photo was allowed to be
   * @param at when
   * @param pictures the pictures beside the output, or null before version 0.2.0
   * @param width the width of the upright photo in pixels, or null if it was not decoded, or before
   *     version 0.3.0
   * @param height its height
   * @param faces what became of its faces, or null if none were looked for, or before version 0.3.0
   * @param warnings what a person should know, or null before version 0.3.0
   */
  record Ended(
      String output,
      String input,
      End outcome,
      Failed.Cause cause,
      String reason,
      int restored,
      int kept,
      double seconds,
      FileState source,
      FileState written,
      @SerializedName("recipe") ProcessingFingerprint fingerprint,
      String own,
      String tool,
      long maxPixels,
      Instant at,
      List<SidePicture> pictures,
      Integer width,
      Integer height,
      List<FaceRecord> faces,
      List<String> warnings)
      implements ManifestLine {

    @Override
    public boolean isWhole() {
      boolean named = output != null && input != null && outcome != null && reason != null;
      boolean complete = !isDone() || source != null && written != null;
      return named
          && complete
          && fingerprint != null
          && tool != null
          && (outcome != End.FAILED || cause != null);
    }

    /** {@return the same with an output and the pictures beside it} */
    public Ended withWritten(FileState output, List<SidePicture> beside) {
      return new Ended(
          this.output,
          input,
          outcome,
          cause,
          reason,
          restored,
          kept,
          seconds,
          source,
          output,
          fingerprint,
          own,
          tool,
          maxPixels,
          at,
          beside,
          width,
          height,
          faces,
          warnings);
    }

    /** {@return whether the photo was written, with faces, enlarged or as a copy} */
    public boolean isDone() {
      return outcome == End.RESTORED || outcome == End.ENLARGED || outcome == End.COPIED;
    }
  }

  /**
   * A picture that shows what was done to a photo.
   *
   * @param file its absolute path
   * @param state the file as it was written
   */
  record SidePicture(String file, FileState state) {}

  /**
   * An output and the pictures beside it were removed, because the input is gone.
   *
   * @param at when
   */
  record Removed(String output, String input, Instant at) implements ManifestLine {

    @Override
    public ProcessingFingerprint fingerprint() {
      return null;
    }

    @Override
    public boolean isWhole() {
      return output != null && input != null;
    }
  }

  /** How work on a photo ended. */
  enum End {
    /** Faces were restored. */
    RESTORED,
    /** No face was restored, but the photo was enlarged. */
    ENLARGED,
    /** It was copied. */
    COPIED,
    /** It failed. */
    FAILED,
    /** Its kind is not supported. */
    UNSUPPORTED,
    /** It was left untouched because the run was stopped. */
    GIVEN_UP
  }
}
