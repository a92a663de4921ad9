package io.gpen.batch;

/** The whole run has to end, not only one photo; the message says why and what to do. */
public final class BatchAbortedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * Ends a run.
   *
   * @param message why, and what to do
   */
  public BatchAbortedException(String message) {
    super(message);
  }

  /**
   * Ends a run.
   *
   * @param message why, and what to do
   * @param cause what was thrown
   */
  public BatchAbortedException(String message, Throwable cause) {
    super(message, cause);
  }
}
