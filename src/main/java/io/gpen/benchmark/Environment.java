package io.gpen.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.gpen.engine.EngineInfo;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.opencv.core.Core;

/**
 * Everything about the surroundings that figures depend on.
 *
 * @param versions part of the program to version
 * @param processor the processor
 * @param memoryBytes the memory of the machine or of its container
 * @param system the operating system and its version
 * @param load processes that wanted to run when the benchmark began, in the mean of a minute; other
 *     than near 0, figures are too low
 * @param engine what networks run on, with threads and allocator
 * @param openCvThreads the threads of operations on pictures
 * @param variables the environment variables that libtorch, its libraries and the allocator heed
 */
public record Environment(
    SortedMap<String, String> versions,
    Processor processor,
    long memoryBytes,
    String system,
    Optional<Double> load,
    EngineInfo engine,
    int openCvThreads,
    SortedMap<String, String> variables) {

  private static final Pattern HEEDED =
      Pattern.compile(
          "MALLOC_.*|GLIBC_TUNABLES|LD_PRELOAD|THP_MEM_.*|OMP_.*|GOMP_.*|KMP_.*|MKL_.*|ONEDNN_.*|DNNL_.*|ATEN_.*|PYTORCH_.*");

  /** {@return the surroundings of this process} */
  static Environment here(Map<String, String> versions, EngineInfo engine) {
    java.lang.management.OperatingSystemMXBean system =
        ManagementFactory.getOperatingSystemMXBean();
    double load = system.getSystemLoadAverage();
    SortedMap<String, String> all = new TreeMap<>(versions);
    all.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    return new Environment(
        all,
        Processor.here(),
        system instanceof OperatingSystemMXBean machine ? machine.getTotalMemorySize() : 0,
        "%s %s %s".formatted(system.getName(), system.getVersion(), system.getArch()),
        load < 0 ? Optional.empty() : Optional.of(load),
        engine,
        Core.getNumThreads(),
        heeded(System.getenv()));
  }

  static SortedMap<String, String> heeded(Map<String, String> environment) {
    SortedMap<String, String> heeded = new TreeMap<>(environment);
    heeded.keySet().removeIf(name -> !HEEDED.matcher(name).matches());
    return heeded;
  }
}
