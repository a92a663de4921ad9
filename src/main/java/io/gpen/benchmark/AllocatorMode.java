package io.gpen.benchmark;

import io.gpen.engine.AllocatorSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a process that runs networks finds in its environment about memory. */
public enum AllocatorMode {
  /** Nothing: the C library gives freed memory back, and page faults bring it in again. */
  DEFAULT,
  /** What the launcher sets: freed memory is kept for the next operator. */
  RETAINED;

  private static final String PREFIX = "MALLOC_";

  /** Other variables by which the allocator of a process is changed or replaced. */
  private static final List<String> OTHERS =
      List.of("GLIBC_TUNABLES", "LD_PRELOAD", "THP_MEM_ALLOC_ENABLE");

  /** {@return its name as it is written in results} */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Changes an environment so that this allocator is in force; threads wait in the same way. */
  void apply(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith(PREFIX) || OTHERS.contains(name));
    AllocatorSettings.recommended()
        .forEach(
            (name, value) -> {
              if (this == RETAINED || !name.startsWith(PREFIX)) {
                environment.put(name, value);
              }
            });
  }
}
