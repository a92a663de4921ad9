package io.gpen.dataset;

/** Is told of each photo, in the order of the names. */
public interface CropListener {

  /**
   * A photo is done.
   *
   * @param photo its path inside the input folder
   * @param written how many crops were written
   * @param leftOut how many faces were left out
   */
  void done(String photo, int written, int leftOut);

  /**
   * A photo cannot be done.
   *
   * @param photo its path inside the input folder
   * @param reason why, and what to do
   */
  void failed(String photo, String reason);
}
