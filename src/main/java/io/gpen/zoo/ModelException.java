package io.gpen.zoo;

/** A model is missing or is not what it should be; the message says what to do. */
public final class ModelException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * Says what is wrong.
   *
   * @param message the model, what is wrong with it and what to do
   */
  public ModelException(String message) {
    super(message);
  }

  /**
   * Says what is wrong and what brought it to light.
   *
   * @param message the model, what is wrong with it and what to do
   * @param cause what was thrown first
   */
  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
