package io.gpen.batch.run;

import java.io.IOException;

/** One output cannot be written, though others can; the message is the reason and the remedy. */
final class OutputException extends IOException {

  private static final long serialVersionUID = 1;

  OutputException(String message) {
    super(message);
  }

  OutputException(String message, Throwable cause) {
    super(message, cause);
  }
}
