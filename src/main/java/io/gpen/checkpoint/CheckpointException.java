package io.gpen.checkpoint;

/**
 * A weight file that cannot be read; the message names the file, the place in it and the remedy.
 */
public final class CheckpointException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * Says what is wrong.
   *
   * @param message the file, the place in it, what is wrong there and what to do
   */
  public CheckpointException(String message) {
    super(message);
  }

  /**
   * Says what is wrong and what brought it to light.
   *
   * @param message the file, the place in it, what is wrong there and what to do
   * @param cause what was thrown first
   */
  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
