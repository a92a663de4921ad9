package io.gpen.checkpoint.pickle;

/**
 * The placeholder for an object or the result of a call that has nothing to do with weights.
 * Instructions that would change it are accepted and ignored.
 *
 * @param what the class or function, as the file names it
 * @param kind what the file asked for
 */
public record OpaquePickleValue(String what, Kind kind) {

  /** What a file asked for. */
  public enum Kind {
    /** A piece of plain data, such as a number of NumPy's or a set. */
    DATA,
    /** An object of a class that is not known. */
    OBJECT,
    /** A call of a function that is not known. */
    CALL
  }

  /**
   * {@return a placeholder for plain data}
   *
   * @param what the data, in words
   */
  public static OpaquePickleValue data(String what) {
    return new OpaquePickleValue(what, Kind.DATA);
  }
}
