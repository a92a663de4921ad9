package io.gpen.train;

import java.io.IOException;
import java.util.Map;

/** Looks at what the networks can do at the end of each interval. */
@FunctionalInterface
public interface Inspection {

  /**
   * What was found.
   *
   * @param scores what was measured, by name, in the order of the log
   * @param png a picture of what the networks make
   */
  record Findings(Map<String, Double> scores, byte[] png) {}

  /**
   * {@return what the networks of a task can do}
   *
   * @param task the task between two steps
   * @throws IOException if no picture can be read
   */
  Findings inspect(TrainingTask task) throws IOException;
}
