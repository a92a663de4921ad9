package io.gpen.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the kernel has counted for a process, or between two moments of it. Linux only.
 *
 * @param minorFaults pages that were handed out, filled with zeros
 * @param majorFaults pages that were read from disk
 * @param userSeconds processor time of the program, all threads together
 * @param systemSeconds processor time of the kernel on its behalf, mostly page faults
 */
record ProcessCounters(
    long minorFaults, long majorFaults, double userSeconds, double systemSeconds) {

  private static final Path STAT = Path.of("/proc/self/stat");
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern PEAK = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB$");

  /** The kernel's USER_HZ; 100 on every platform that libtorch supports. */
  private static final double TICKS_PER_SECOND = 100;

  /** Positions of the fields after the name, which is in parentheses; see proc(5). */
  private static final int MINFLT = 7;

  private static final int MAJFLT = 9;
  private static final int UTIME = 11;
  private static final int STIME = 12;

  /** {@return the counters of this process, if the system has them} */
  static Optional<ProcessCounters> now() {
    try {
      return Optional.of(parse(Files.readString(STAT)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static ProcessCounters parse(String stat) {
    // The name of the program may contain spaces and parentheses.
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

  /** {@return the largest resident memory that this process has had, if the system says} */
  static Optional<Long> peakBytes() {
    try {
      return peakBytes(Files.readString(STATUS));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static Optional<Long> peakBytes(String status) {
    Matcher peak = PEAK.matcher(status);
    return peak.find() ? Optional.of(Long.parseLong(peak.group(1)) * 1024) : Optional.empty();
  }
}
