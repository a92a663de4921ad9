package io.gpen.torchscript;

/** How an archive keeps the generator's large tensors. */
public enum WeightStorage {
  /** In the numbers that the network works in. */
  EXACT,
  /**
   * In float16 as they are in the checkpoint, to be widened and scaled when the archive is loaded:
   * about half the file. Nothing is lost if the checkpoint is in float16 itself. Tensors that would
   * not fit stay exact.
   */
  HALF
}
