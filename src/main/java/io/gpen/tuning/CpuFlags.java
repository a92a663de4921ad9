package io.gpen.tuning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the processor can do, as the system says it.
 *
 * @param names the flags; empty if the system does not say
 */
public record CpuFlags(Set<String> names) {

  /** Instructions that multiply bf16: of x86 and of ARM. */
  private static final Set<String> BF16 = Set.of("avx512_bf16", "amx_bf16", "bf16", "svebf16");

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** Copies the names. */
  public CpuFlags {
    names = Set.copyOf(names);
  }

  /** {@return those of this machine} */
  public static CpuFlags current() {
    try {
      return Files.isReadable(CPU_INFO) ? of(Files.readString(CPU_INFO)) : new CpuFlags(Set.of());
    } catch (IOException e) {
      return new CpuFlags(Set.of());
    }
  }

  static CpuFlags of(String cpuInfo) {
    Optional<String> line =
        cpuInfo.lines().filter(l -> l.startsWith("flags") || l.startsWith("Features")).findFirst();
    return new CpuFlags(
        line.map(l -> Set.copyOf(Arrays.asList(l.substring(l.indexOf(':') + 1).strip().split(" "))))
            .orElse(Set.of()));
  }

  /** {@return whether bf16 is sure to be slow} */
  public boolean lacksBf16() {
    return !names.isEmpty() && names.stream().noneMatch(BF16::contains);
  }

  /** {@return all flags in the order of the alphabet} */
  @Override
  public String toString() {
    return String.join(" ", new TreeSet<>(names));
  }
}
