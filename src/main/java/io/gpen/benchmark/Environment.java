package io.gpen.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.gpen.engine.EngineInfo;
import io.gpen.text.Wording;
import io.gpen.tuning.CpuFlags;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opencv.core.Core;

/**
 * What the results depend on.
 *
 * @param versions the versions of the program and its libraries, by name
 * @param processor the model of the processor, or the architecture if unknown
 * @param cores how many cores this process may use
 * @param flags the instruction sets of the processor; empty if unknown
 * @param memoryBytes the memory of the machine or of its container
 * @param system the operating system and its version
 * @param load the load average of the minute before; well above 0, the results are too slow
 * @param device what the networks run on
 * @param threads threads of one operator of a network
 * @param interopThreads threads of independent operators
 * @param openCvThreads threads of image operations
 * @param retainsMemory whether the C allocator keeps freed memory
 * @param variables the environment variables that affect libtorch, its libraries and the allocator
 */
public record Environment(
    SortedMap<String, String> versions,
    String processor,
    int cores,
    SortedSet<String> flags,
    long memoryBytes,
    String system,
    Optional<Double> load,
    String device,
    int threads,
    int interopThreads,
    int openCvThreads,
    boolean retainsMemory,
    SortedMap<String, String> variables) {

  private static final Path CPUINFO = Path.of("/proc/cpuinfo");
  private static final Pattern MODEL_NAME = Pattern.compile("(?m)^model name\\s*:\\s*(.+)$");

  private static final Pattern ARITHMETIC =
      Pattern.compile("fma|f16c|avx.*|amx.*|asimd.*|sve.*|.*bf16|i8mm|.*vnni");

  private static final Pattern RELEVANT =
      Pattern.compile(
          "MALLOC_.*|GLIBC_TUNABLES|LD_PRELOAD|THP_MEM_.*|OMP_.*|GOMP_.*|KMP_.*|MKL_.*|ONEDNN_.*"
              + "|DNNL_.*|ATEN_.*|PYTORCH_.*");

  /** {@return the environment of this process} */
  static Environment here(Map<String, String> versions, EngineInfo engine) {
    java.lang.management.OperatingSystemMXBean system =
        ManagementFactory.getOperatingSystemMXBean();
    double load = system.getSystemLoadAverage();
    SortedMap<String, String> all = new TreeMap<>(versions);
    all.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    return new Environment(
        all,
        processor(cpuinfo()),
        Runtime.getRuntime().availableProcessors(),
        new TreeSet<>(CpuFlags.current().names()),
        system instanceof OperatingSystemMXBean machine ? machine.getTotalMemorySize() : 0,
        Wording.format("%s %s %s", system.getName(), system.getVersion(), system.getArch()),
        load < 0 ? Optional.empty() : Optional.of(load),
        engine.device(),
        engine.threads(),
        engine.interopThreads(),
        Core.getNumThreads(),
        engine.allocator().retains(),
        relevant(System.getenv()));
  }

  private static String cpuinfo() {
    try {
      return Files.readString(CPUINFO);
    } catch (IOException e) {
      // Linux only.
      return "";
    }
  }

  static String processor(String cpuinfo) {
    Matcher line = MODEL_NAME.matcher(cpuinfo);
    return line.find() ? line.group(1).strip() : System.getProperty("os.arch");
  }

  static SortedMap<String, String> relevant(Map<String, String> environment) {
    SortedMap<String, String> relevant = new TreeMap<>(environment);
    relevant.keySet().removeIf(name -> !RELEVANT.matcher(name).matches());
    return relevant;
  }

  /** {@return the flags that the speed of a network depends on} */
  List<String> arithmeticFlags() {
    return flags.stream().filter(flag -> ARITHMETIC.matcher(flag).matches()).toList();
  }
}
