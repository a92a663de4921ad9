package io.gpen.checkpoint;

/**
 * What stands where a file wants an object made or a function called that is not about weights. It
 * takes whatever else the file does to it and keeps none of it.
 *
 * @param what the class or function, as the file names it
 * @param kind what the file wanted
 */
record Inert(String what, Kind kind) {

  /** What a file wanted done. */
  enum Kind {
    /** A piece of plain data, such as a number of NumPy's or a set. */
    DATA,
    /** An object of a class that is not known. */
    OBJECT,
    /** A call of a function that is not known. */
    CALL
  }

  static Inert data(String what) {
    return new Inert(what, Kind.DATA);
  }
}
