package io.gpen.engine;

/** The native library, the device or a network does not work; the message says what to do. */
public final class EngineException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * Says what is wrong.
   *
   * @param message what does not work and what to do
   */
  public EngineException(String message) {
    super(message);
  }

  /**
   * Says what is wrong and what brought it to light.
   *
   * @param message what does not work and what to do
   * @param cause what was thrown first
   */
  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
