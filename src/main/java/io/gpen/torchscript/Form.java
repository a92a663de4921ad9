package io.gpen.torchscript;

/** What an archive is made for. All forms of a network are the same function. */
public enum Form {
  /** The checkpoint's own parameter names and values, with autograd. */
  TRAINABLE,
  /** Everything that does not depend on the picture folded into the weights; the fastest. */
  INFERENCE,
  /** What the reference computes, in the reference's order: the yardstick of the others. */
  REFERENCE
}
