package io.gpen.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineThreadTest {

  private final EngineThread thread = new EngineThread();

  @AfterEach
  void close() {
    thread.close();
  }

  @Test
  void allCallersShareOneThread() {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 100)
        .parallel()
        .forEach(i -> assertEquals(i, thread.call(() -> note(seen, i))));
    assertEquals(1, seen.size());
    assertTrue(seen.iterator().next().isDaemon());
  }

  private static int note(Set<Thread> seen, int number) {
    seen.add(Thread.currentThread());
    return number;
  }

  @Test
  void whatIsThrownArrivesAsItIs() {
    for (Throwable thrown :
        new Throwable[] {new EngineException("no"), new OutOfMemoryError("full")}) {
      Throwable caught =
          assertThrows(
              Throwable.class,
              () ->
                  thread.call(
                      () -> {
                        if (thrown instanceof Error e) {
                          throw e;
                        }
                        throw (RuntimeException) thrown;
                      }));
      assertSame(thrown, caught);
    }
    assertEquals("goes on", thread.call(() -> "goes on"));
  }

  /** Whoever came back early would let go of memory that is being read. */
  @Test
  void interruptedCallersWaitAndStayInterrupted() {
    Thread caller = Thread.currentThread();
    String outcome =
        thread.call(
            () -> {
              caller.interrupt();
              return "done";
            });
    assertEquals("done", outcome);
    assertTrue(Thread.interrupted());
  }

  @Test
  void closedOneSaysSo() {
    thread.close();
    EngineException e = assertThrows(EngineException.class, () -> thread.call(() -> 1));
    assertEquals("the engine was closed", e.getMessage());
  }
}
