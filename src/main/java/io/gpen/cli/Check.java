package io.gpen.cli;

/**
 * One thing that {@code gpen doctor} looked at.
 *
 * @param name what
 * @param state how it is
 * @param message what was found, and what to do if it is not well
 */
record Check(String name, State state, String message) {

  /** How a thing is. */
  enum State {
    /** It works. */
    OK,
    /** It works, but slower or not everywhere. */
    WARNING,
    /** A model is wrong or missing. */
    MODEL,
    /** It does not work. */
    FAILED
  }

  static Check ok(String name, String message) {
    return new Check(name, State.OK, message);
  }

  static Check warning(String name, String message) {
    return new Check(name, State.WARNING, message);
  }

  static Check failed(String name, String message) {
    return new Check(name, State.FAILED, message);
  }
}
