package io.gpen.benchmark;

import io.gpen.engine.AllocatorSettings;
import io.gpen.text.Json;
import java.util.List;
import java.util.Map;

/** The allocator settings in the environment of a process that runs networks. */
public enum AllocatorMode {
  /** None: the C library returns freed memory to the kernel, and page faults bring it back. */
  DEFAULT,
  /** The launcher's: freed memory is kept for the next operator. */
  RETAINED;

  private static final String PREFIX = "MALLOC_";

  /** Other variables that change or replace the allocator. */
  private static final List<String> OTHERS =
      List.of("GLIBC_TUNABLES", "LD_PRELOAD", "THP_MEM_ALLOC_ENABLE");

  /** {@return the name in results} */
  @Override
  public String toString() {
    return Json.word(this);
  }

  /** Applies this mode to an environment; the settings of the threads are the same in both. */
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
