package io.gpen.engine;

import java.util.Locale;
import java.util.stream.Stream;

/** Tells a lack of memory from other failures. */
public final class OutOfMemory {

  private OutOfMemory() {}

  /**
   * {@return whether something was thrown for want of memory} Native libraries report it as any
   * other exception, in their own words.
   *
   * @param thrown what was thrown
   */
  public static boolean isCauseOf(Throwable thrown) {
    if (thrown instanceof OutOfMemoryError) {
      return true;
    }
    String text = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
    return thrown instanceof Exception
        && Stream.of(
                "out of memory",
                "bad_alloc",
                "insufficient memory",
                "not enough memory",
                "can't allocate memory",
                "failed to allocate")
            .anyMatch(text::contains);
  }
}
