package io.gpen.tuning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The instruction set flags of the processor as {@code /proc/cpuinfo} lists them.
 *
 * @param names the flags; empty where the system does not list any
 */
public record CpuFlags(Set<String> names) {

  /** Flags of instructions that multiply bf16 matrices: two of x86, one of Arm. */
  private static final Set<String> BF16 = Set.of("avx512_bf16", "amx_bf16", "bf16");

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** Copies the names. */
  public CpuFlags {
    names = Set.copyOf(names);
  }

  /** {@return the flags of this machine} */
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

  /** {@return whether the processor is known to multiply bf16 in hardware} */
  public boolean hasBf16() {
    return names.stream().anyMatch(BF16::contains);
  }

  /** {@return all flags in alphabetical order} */
  @Override
  public String toString() {
    return String.join(" ", new TreeSet<>(names));
  }
}
