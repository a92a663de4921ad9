package io.gpen.batch;

/** Hears how a run goes on; called from one thread at a time. */
public interface BatchListener {

  /**
   * The scan is over.
   *
   * @param photos how many photos there are to look at
   */
  void scanned(int photos);

  /**
   * One photo is done with.
   *
   * @param outcome what became of it
   */
  void finished(PhotoOutcome outcome);
}
