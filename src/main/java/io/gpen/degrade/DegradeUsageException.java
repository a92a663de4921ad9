package io.gpen.degrade;

/** The copies cannot be made as asked for; the message says what to change. */
public final class DegradeUsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * Says what is wrong with the request.
   *
   * @param message what is wrong and what to do
   */
  public DegradeUsageException(String message) {
    super(message);
  }
}
