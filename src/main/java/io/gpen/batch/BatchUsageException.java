package io.gpen.batch;

/** The request cannot be carried out as it stands; the message says what to change. */
public final class BatchUsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * Says what is wrong with the request.
   *
   * @param message what is wrong and what to do
   */
  public BatchUsageException(String message) {
    super(message);
  }
}
