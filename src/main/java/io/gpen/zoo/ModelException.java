package io.gpen.zoo;

/** A model is missing or is not what it should be; the message says what to do. */
public final class ModelException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * Makes an exception.
   *
   * @param message the model, what is wrong with it and what to do
   */
  public ModelException(String message) {
    super(message);
  }

  /**
   * Makes an exception with a cause.
   *
   * @param message the model, what is wrong with it and what to do
   * @param cause the exception that caused it
   */
  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
