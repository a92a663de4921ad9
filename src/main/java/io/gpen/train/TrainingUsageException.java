package io.gpen.train;

/** A training that was asked for cannot be; the message says why and what to do. */
public final class TrainingUsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * Makes an exception.
   *
   * @param message what is wrong and what to do
   */
  public TrainingUsageException(String message) {
    super(message);
  }
}
