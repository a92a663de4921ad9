package io.gpen.batch;

import io.gpen.batch.ManifestLine.Ended;
import io.gpen.batch.ManifestLine.Started;

/** What is to be done about one photo. */
sealed interface Verdict {

  /** An earlier run did it and nothing has changed. */
  record Skip() implements Verdict {}

  /**
   * An earlier run could not do it and nothing has changed.
   *
   * @param earlier how that ended
   */
  record Known(Ended earlier) implements Verdict {}

  /**
   * It brought the process down, again, when it was in work alone.
   *
   * @param started that work
   */
  record SetAside(Started started) implements Verdict {}

  /**
   * Somebody else's file stands where its output goes.
   *
   * @param reason what stands there and what to do
   */
  record Refuse(String reason) implements Verdict {}

  /**
   * It is to be worked on.
   *
   * @param target what stands where its output goes
   */
  record Work(Target target) implements Verdict {}
}
