package io.gpen.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the kernel has counted for a process, or what it counted between two moments. Linux only.
 *
 * @param minorFaults pages that were handed out, filled with zeros
 * @param majorFaults pages that were read from the disk
 * @param userSeconds processor time of the program, all threads together
 * @param systemSeconds processor time of the kernel on its behalf, mostly page faults
 */
public record ProcessCounters(
    long minorFaults, long majorFaults, double userSeconds, double systemSeconds) {

  private static final Path STAT = Path.of("/proc/self/stat");

  /** What the kernel calls USER_HZ; 100 on all of its platforms that libtorch runs on. */
  private static final double TICKS_PER_SECOND = 100;

  /** Places of the fields behind the name, which stands in brackets; see proc(5). */
  private static final int MINFLT = 7;

  private static final int MAJFLT = 9;
  private static final int UTIME = 11;
  private static final int STIME = 12;

  /** {@return what was counted for this process so far, or nothing where nobody counts} */
  static Optional<ProcessCounters> now() {
    try {
      return Optional.of(parse(Files.readString(STAT)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static ProcessCounters parse(String stat) {
    // The name of the program may hold spaces and brackets of its own.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split("\\s+");
    return new ProcessCounters(
        Long.parseLong(fields[MINFLT]),
        Long.parseLong(fields[MAJFLT]),
        Long.parseLong(fields[UTIME]) / TICKS_PER_SECOND,
        Long.parseLong(fields[STIME]) / TICKS_PER_SECOND);
  }

  /** {@return what was counted since an earlier moment} */
  ProcessCounters since(ProcessCounters earlier) {
    return new ProcessCounters(
        minorFaults - earlier.minorFaults,
        majorFaults - earlier.majorFaults,
        userSeconds - earlier.userSeconds,
        systemSeconds - earlier.systemSeconds);
  }
}
