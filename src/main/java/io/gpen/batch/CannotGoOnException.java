package io.gpen.batch;

/** The whole run has to end, not only one photo; the message is the reason and the remedy. */
final class CannotGoOnException extends RuntimeException {

  private static final long serialVersionUID = 1;

  CannotGoOnException(String message) {
    super(message);
  }

  CannotGoOnException(String message, Throwable cause) {
    super(message, cause);
  }
}
