package io.gpen.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory of this process that lies in the machine's. Linux only.
 *
 * @param peakBytes the most that there ever was (VmHWM)
 * @param bytes what there is now (VmRSS)
 */
public record ProcessMemory(long peakBytes, long bytes) {

  private static final Path STATUS = Path.of("/proc/self/status");

  private static final long KIB = 1024;

  /** {@return the memory of this process now, or nothing where nobody counts} */
  static Optional<ProcessMemory> now() {
    try {
      return parse(Files.readString(STATUS));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static Optional<ProcessMemory> parse(String status) {
    Optional<Long> peak = bytes(status, "VmHWM");
    Optional<Long> now = bytes(status, "VmRSS");
    return peak.flatMap(most -> now.map(rss -> new ProcessMemory(most, rss)));
  }

  private static Optional<Long> bytes(String status, String name) {
    Matcher line = Pattern.compile("(?m)^" + name + ":\\s+(\\d+) kB$").matcher(status);
    return line.find() ? Optional.of(Long.parseLong(line.group(1)) * KIB) : Optional.empty();
  }
}
