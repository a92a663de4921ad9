package io.gpen.torchscript;

/** What an archive is made for. Both forms of a network are the same function. */
public enum Form {
  /** The checkpoint's own parameter names and values, with autograd. */
  TRAINABLE,
  /** Everything that does not depend on the picture folded into the weights; the fastest. */
  INFERENCE
}
