package io.gpen.benchmark;

import io.gpen.tuning.CpuFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The processor as the system describes it.
 *
 * @param name what its maker calls it, or the architecture where nobody says
 * @param flags its instruction sets; empty where nobody says
 * @param cores how many of its cores this process may use
 */
public record Processor(String name, CpuFlags flags, int cores) {

  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  private static final Pattern NAME = Pattern.compile("(?m)^model name\\s*:\\s*(.+)$");

  /** What convolutions can be made of. */
  private static final Pattern ARITHMETIC =
      Pattern.compile("fma|f16c|avx.*|amx.*|asimd.*|sve.*|.*bf16|i8mm|.*vnni");

  /** {@return the processor of this machine} */
  static Processor here() {
    String description = "";
    try {
      description = Files.readString(CPUINFO);
    } catch (IOException e) {
      // Not Linux: the architecture has to do.
    }
    return new Processor(
        name(description), CpuFlags.current(), Runtime.getRuntime().availableProcessors());
  }

  static String name(String cpuinfo) {
    Matcher line = NAME.matcher(cpuinfo);
    return line.find() ? line.group(1).strip() : System.getProperty("os.arch");
  }

  /** {@return those flags that the speed of a network depends on} */
  List<String> arithmetic() {
    return flags.names().stream()
        .filter(flag -> ARITHMETIC.matcher(flag).matches())
        .sorted()
        .toList();
  }
}
