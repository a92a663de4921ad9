package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InterruptionTest {

  private final Interruption interruption = new Interruption();
  private final AtomicInteger stops = new AtomicInteger();

  @Test
  void theWayOutIsHeldUpUntilTheRunHasEnded() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    interruption.onStop(asked::countDown);
    Thread hook = new Thread(interruption::request);
    hook.start();
    assertTrue(asked.await(10, TimeUnit.SECONDS));
    hook.join(50);
    assertTrue(hook.isAlive(), "did not wait for the run");
    interruption.over();
    hook.join(10_000);
    assertFalse(hook.isAlive(), "does not see that the run is over");
  }

  @Test
  void nobodyIsHeldUpWhenNothingRuns() {
    interruption.request();
    interruption.onStop(stops::incrementAndGet).close();
    assertEquals(1, stops.get(), "what begins after the signal is to stop at once");
  }

  @Test
  void aRunThatIsOverIsNotAsked() {
    interruption.onStop(stops::incrementAndGet).close();
    interruption.request();
    interruption.onStop(stops::incrementAndGet);
    interruption.over();
    interruption.request();
    assertEquals(1, stops.get());
  }
}
