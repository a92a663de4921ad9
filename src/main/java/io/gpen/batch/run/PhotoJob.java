package io.gpen.batch.run;

import io.gpen.batch.scan.InputFile;
import io.gpen.batch.scan.ScannedPhoto;
import io.gpen.files.FileState;
import io.gpen.image.PhotoHeader;
import io.gpen.restore.PreparedPhoto;
import java.io.IOException;

/** One photo on its way through the stages. Owns its pixels and its share of the budget. */
final class PhotoJob implements AutoCloseable {

  private final ScannedPhoto photo;
  private final String output;
  private final InputFile input;
  private final ExistingOutput target;
  private final boolean alone;

  private PhotoHeader header;
  private PreparedPhoto prepared;
  private int crops;
  private FileState intended;
  private volatile boolean decoding;
  private volatile Commit commit = () -> {};
  private final String own;
  private volatile boolean abandoned;
  private long nanos;
  private long nanosPerFace;
  private Runnable giveBack = () -> {};

  /**
   * Begins the way of a photo.
   *
   * @param photo the photo
   * @param output its place in the output folder
   * @param input its file
   * @param own what is chosen for this photo alone, as {@link io.gpen.batch.manifest.PhotoChoices}
   *     says, or null
   * @param target what stands where the output goes
   * @param alone whether no other photo may be on its way
   */
  PhotoJob(
      ScannedPhoto photo,
      String output,
      InputFile input,
      String own,
      ExistingOutput target,
      boolean alone) {
    this.own = own;
    this.photo = photo;
    this.output = output;
    this.input = input;
    this.target = target;
    this.alone = alone;
  }

  ScannedPhoto photo() {
    return photo;
  }

  String output() {
    return output;
  }

  InputFile input() {
    return input;
  }

  String own() {
    return own;
  }

  ExistingOutput target() {
    return target;
  }

  boolean alone() {
    return alone;
  }

  PhotoHeader header() {
    return header;
  }

  PreparedPhoto prepared() {
    return prepared;
  }

  /** {@return how many faces of it go through the generator} */
  int crops() {
    return crops;
  }

  /** {@return whether its file is being read as a photo} */
  boolean isDecoding() {
    return decoding;
  }

  /** {@return the output as it stands or is about to stand, or null before that is known} */
  FileState intended() {
    return intended;
  }

  /** {@return how long it was worked on} */
  double seconds() {
    return nanos / 1e9;
  }

  /** {@return how long the generator took for one of its faces} */
  double secondsPerFace() {
    return nanosPerFace / 1e9;
  }

  void decoding(boolean now) {
    decoding = now;
  }

  void header(PhotoHeader read) {
    header = read;
  }

  void prepared(PreparedPhoto photoWithCrops) {
    prepared = photoWithCrops;
    crops = prepared.waiting().size();
  }

  void intends(FileState state) {
    intended = state;
  }

  void worked(long nanoseconds) {
    nanos += nanoseconds;
  }

  void generated(long nanosecondsPerFace) {
    nanosPerFace = nanosecondsPerFace;
    worked(nanosecondsPerFace * crops);
  }

  /** What is asked just before the output is there. */
  interface Commit {
    /**
     * Makes it too late to abandon the photo.
     *
     * @throws IOException if it was abandoned already
     */
    void run() throws IOException;
  }

  void onCommit(Commit question) {
    commit = question;
  }

  void commit() throws IOException {
    commit.run();
  }

  /** {@return how long it may still be worked on, of so much in all} */
  long timeLeft(long limit) {
    return limit == Long.MAX_VALUE ? limit : Math.max(0, limit - nanos);
  }

  /** Leaves the pixels to a thread that cannot be ended; {@link #close} no longer frees them. */
  void abandon() {
    abandoned = true;
  }

  void keep() {
    abandoned = false;
  }

  /** Takes what the photo may use, now or until {@link #close}. */
  void holds(PixelBudget budget, long bytes) {
    Runnable before = giveBack;
    giveBack =
        () -> {
          before.run();
          budget.release(bytes);
        };
  }

  /** Frees the pixels. */
  void closePhoto() {
    if (prepared != null) {
      prepared.close();
      prepared = null;
    }
  }

  @Override
  public void close() {
    if (!abandoned) {
      closePhoto();
    }
    giveBack.run();
    giveBack = () -> {};
  }
}
