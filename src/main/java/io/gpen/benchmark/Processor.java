package io.gpen.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The processor as the kernel describes it.
 *
 * @param name what its maker calls it, or the architecture where nobody says
 * @param flags its instruction sets, as the kernel names them; empty where nobody says
 * @param cores how many of its cores this process may use
 */
public record Processor(String name, SortedSet<String> flags, int cores) {

  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  /**
   * Any of these computes in bf16; without them libtorch does so many times slower than in fp32.
   */
  private static final List<String> BF16 = List.of("avx512_bf16", "amx_bf16", "bf16");

  /** What convolutions can be made of. */
  private static final Pattern ARITHMETIC =
      Pattern.compile("fma|f16c|avx.*|amx.*|asimd.*|sve.*|.*bf16|i8mm|.*vnni");

  /** Makes the flags unchangeable. */
  public Processor {
    flags = Collections.unmodifiableSortedSet(new TreeSet<>(flags));
  }

  /** {@return the processor of this machine} */
  static Processor here() {
    String description = "";
    try {
      description = Files.readString(CPUINFO);
    } catch (IOException e) {
      // Not Linux: the architecture has to do.
    }
    return parse(description, Runtime.getRuntime().availableProcessors());
  }

  static Processor parse(String cpuinfo, int cores) {
    String flags = field(cpuinfo, "flags|Features");
    String name = field(cpuinfo, "model name");
    return new Processor(
        name.isEmpty() ? System.getProperty("os.arch") : name,
        new TreeSet<>(flags.isEmpty() ? List.of() : List.of(flags.split("\\s+"))),
        cores);
  }

  /** {@return whether it computes in bf16} */
  boolean hasBf16() {
    return BF16.stream().anyMatch(flags::contains);
  }

  /** {@return those flags that the speed of a network depends on} */
  List<String> arithmetic() {
    return flags.stream().filter(flag -> ARITHMETIC.matcher(flag).matches()).toList();
  }

  private static String field(String cpuinfo, String names) {
    Matcher line = Pattern.compile("(?m)^(?:" + names + ")\\s*:\\s*(.*)$").matcher(cpuinfo);
    return line.find() ? line.group(1).strip() : "";
  }
}
