package io.gpen.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of glibc's allocator and of OpenMP that this process was started with. libtorch
 * frees and takes large pieces of memory at every operator; unless glibc is told to keep them, page
 * faults are most of the time.
 *
 * @param applies whether the C library is glibc, for which the settings are
 * @param values variable to value, for those that are set
 */
public record AllocatorSettings(boolean applies, Map<String, String> values) {

  /** Java threads have arenas of their own, in which the other settings do not work. */
  private static final String ARENAS = "MALLOC_ARENA_MAX";

  /** Large pieces come from the heap instead of fresh pages. */
  private static final String MMAP_MAX = "MALLOC_MMAP_MAX_";

  /** Does the same as {@link #MMAP_MAX} if it is larger than any tensor. */
  private static final String MMAP_THRESHOLD = "MALLOC_MMAP_THRESHOLD_";

  /** Freed memory is kept. */
  private static final String TRIM = "MALLOC_TRIM_THRESHOLD_";

  /** Waiting threads sleep instead of spinning for long. */
  private static final String WAIT = "OMP_WAIT_POLICY";

  /**
   * How often a waiting thread of GNU's OpenMP looks before it sleeps, which {@link #WAIT} decides
   * otherwise. Waking a thread takes longer than many operators of Winograd's convolution do; a
   * fraction of a millisecond bridges the gap between two of them and costs nobody else anything.
   */
  private static final String SPIN = "GOMP_SPINCOUNT";

  private static final long LARGE = 1L << 30;

  /** Copies the values. */
  public AllocatorSettings {
    values = Map.copyOf(values);
  }

  /** {@return the settings of this process} */
  public static AllocatorSettings current() {
    return of(System.getenv(), isGlibc());
  }

  static AllocatorSettings of(Map<String, String> environment, boolean glibc) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : List.of(ARENAS, MMAP_MAX, MMAP_THRESHOLD, TRIM, WAIT, SPIN)) {
      if (environment.containsKey(name)) {
        values.put(name, environment.get(name));
      }
    }
    return new AllocatorSettings(glibc, values);
  }

  /** {@return what the launcher sets, variable to value} */
  public static Map<String, String> recommended() {
    Map<String, String> recommended = new LinkedHashMap<>();
    recommended.put(ARENAS, "1");
    recommended.put(MMAP_MAX, "0");
    recommended.put(TRIM, "100000000000");
    recommended.put(WAIT, "PASSIVE");
    recommended.put(SPIN, "20000");
    return recommended;
  }

  /**
   * {@return the variables to add to an environment, variable to value} Nothing that is set is
   * changed or undone.
   *
   * @param environment the variables that are set
   */
  public static Map<String, String> additions(Map<String, String> environment) {
    Map<String, String> additions = recommended();
    if (environment.containsKey(WAIT)) {
      // The count would outweigh the policy.
      additions.remove(SPIN);
    }
    additions.keySet().removeAll(environment.keySet());
    return additions;
  }

  /** {@return the variables that should be set and are not, or not to what helps} */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (!applies) {
      return missing;
    }
    if (number(ARENAS) != 1) {
      missing.add(ARENAS);
    }
    if (number(MMAP_MAX) != 0 && number(MMAP_THRESHOLD) < LARGE) {
      missing.add(MMAP_MAX);
    }
    if (number(TRIM) < LARGE) {
      missing.add(TRIM);
    }
    return missing;
  }

  /** {@return whether freed memory is kept for the next operator, as far as it can be told} */
  public boolean retains() {
    return missing().isEmpty();
  }

  /** {@return one line for the user if the program runs slower than it need, else nothing} */
  public Optional<String> hint() {
    List<String> missing = missing();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder assignments = new StringBuilder();
    missing.forEach(
        name -> assignments.append(' ').append(name).append('=').append(recommended().get(name)));
    return Optional.of(
        "networks run up to three times faster with these environment variables (the launcher"
            + " sets them):"
            + assignments);
  }

  private long number(String name) {
    try {
      return Long.parseLong(values.getOrDefault(name, "-1").trim());
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static boolean isGlibc() {
    if (!System.getProperty("os.name").startsWith("Linux")) {
      return false;
    }
    String arch = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64";
    return !Files.exists(Path.of("/lib/ld-musl-" + arch + ".so.1"));
  }
}
