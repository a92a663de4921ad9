package io.gpen.degrade;

/** The shape of a blur. */
public enum BlurKind {
  /** The same in every direction. */
  ISOTROPIC,
  /** Wider in one direction than across it. */
  ANISOTROPIC
}
