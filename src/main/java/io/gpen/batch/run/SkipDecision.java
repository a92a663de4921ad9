package io.gpen.batch.run;

import io.gpen.batch.manifest.ManifestLine.Ended;
import io.gpen.batch.manifest.ManifestLine.Started;

/** What to do about one photo. */
sealed interface SkipDecision {

  /** An earlier run did it and nothing has changed. */
  record Skip() implements SkipDecision {}

  /**
   * An earlier run could not do it and nothing has changed.
   *
   * @param earlier how that ended
   */
  record Known(Ended earlier) implements SkipDecision {}

  /**
   * The process crashed again while working on it alone.
   *
   * @param started that work
   */
  record SetAside(Started started) implements SkipDecision {}

  /**
   * Somebody else's file stands where its output goes.
   *
   * @param reason what stands there and what to do
   */
  record Refuse(String reason) implements SkipDecision {}

  /**
   * It needs work.
   *
   * @param target what stands where its output goes
   */
  record Work(ExistingOutput target) implements SkipDecision {}
}
