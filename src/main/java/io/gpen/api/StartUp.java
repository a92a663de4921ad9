package io.gpen.api;

import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs at level DEBUG how long it took from the start of Java to the loaded networks. */
final class StartUp {

  private static final Logger LOG = LoggerFactory.getLogger(StartUp.class);

  private StartUp() {}

  /** Logs that the start has reached a point. */
  static void reached(String what) {
    if (LOG.isDebugEnabled()) {
      long now = System.currentTimeMillis();
      LOG.debug("{} ms: {}", now - ManagementFactory.getRuntimeMXBean().getStartTime(), what);
    }
  }
}
