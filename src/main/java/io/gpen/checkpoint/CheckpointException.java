package io.gpen.checkpoint;

/**
 * A weight file that cannot be read; the message names the file, the place in it and the remedy.
 */
public final class CheckpointException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * Makes an exception.
   *
   * @param message the file, the place in it, what is wrong there and what to do
   */
  public CheckpointException(String message) {
    super(message);
  }

  /**
   * Makes an exception with a cause.
   *
   * @param message the file, the place in it, what is wrong there and what to do
   * @param cause the exception that caused it
   */
  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
