package io.gpen.benchmark;

/** What can be timed. */
public enum Part {
  /** The generator in all its forms and precisions. */
  GENERATOR,
  /** The detector. */
  DETECTOR,
  /** Everything that is done with a large photo beside the networks. */
  PHOTO,
  /** Whole runs over folders. */
  JOB
}
