package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.engine.EngineException;
import org.junit.jupiter.api.Test;

/** Two things at a time. */
class BesideTest {

  @Test
  void itIsMadeOnAnotherThread() {
    assertNotEquals(Thread.currentThread(), new Beside<>("other", Thread::currentThread).get());
  }

  @Test
  void whatTheMakingThrewIsThrownAsItWas() {
    EngineException failure = new EngineException("no memory");
    Beside<Object> failed =
        new Beside<>(
            "other",
            () -> {
              throw failure;
            });
    failed.await();
    assertSame(failure, assertThrows(EngineException.class, failed::get));
    Error error = new OutOfMemoryError();
    Beside<Object> worse =
        new Beside<>(
            "other",
            () -> {
              throw error;
            });
    assertSame(error, assertThrows(OutOfMemoryError.class, worse::get));
  }

  @Test
  void anInterruptionDoesNotLeaveItHalfMade() {
    Thread.currentThread().interrupt();
    Beside<Integer> made =
        new Beside<>(
            "other",
            () -> {
              Thread.sleep(50);
              return 3;
            });
    assertEquals(3, made.get());
    assertTrue(Thread.interrupted());
  }
}
