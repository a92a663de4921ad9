package io.gpen.diagnostics;

/**
 * The result of one check.
 *
 * @param name what was checked
 * @param state whether it works
 * @param message what was found, and how to fix it if it is not well
 */
public record CheckResult(String name, State state, String message) {

  /** Whether a thing works. */
  public enum State {
    /** It works. */
    OK,
    /** It works, but slower or not everywhere. */
    WARNING,
    /** A model is missing or is not what it should be. */
    MODEL,
    /** It does not work. */
    FAILED
  }

  static CheckResult ok(String name, String message) {
    return new CheckResult(name, State.OK, message);
  }

  static CheckResult warning(String name, String message) {
    return new CheckResult(name, State.WARNING, message);
  }

  static CheckResult failed(String name, String message) {
    return new CheckResult(name, State.FAILED, message);
  }
}
