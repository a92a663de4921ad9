package io.gpen.train;

/** Why a training ended. */
public enum TrainingEnd {
  /** It made all its steps, or its time was over. */
  DONE,
  /** It was asked to stop. */
  INTERRUPTED,
  /** Values were not finite although the rates had been lowered several times. */
  DIVERGED
}
