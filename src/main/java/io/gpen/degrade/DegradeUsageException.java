package io.gpen.degrade;

/** The request cannot be carried out; the message says what to change. */
public final class DegradeUsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * Creates the exception.
   *
   * @param message what is wrong and what to do
   */
  public DegradeUsageException(String message) {
    super(message);
  }
}
