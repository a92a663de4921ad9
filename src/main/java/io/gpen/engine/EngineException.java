package io.gpen.engine;

/** The native library, the device or a network does not work; the message says what to do. */
public final class EngineException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * Makes an exception.
   *
   * @param message what does not work and what to do
   */
  public EngineException(String message) {
    super(message);
  }

  /**
   * Makes an exception with a cause.
   *
   * @param message what does not work and what to do
   * @param cause the exception that caused it
   */
  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
