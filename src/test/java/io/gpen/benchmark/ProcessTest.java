package io.gpen.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gpen.tuning.CpuFlags;
import io.gpen.tuning.PrecisionChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the kernel says about processes, processors and environments. */
class ProcessTest {

  @Test
  void countersAreReadBehindANameWithSpacesAndBrackets() {
    String stat =
        "77 (a) b (c) S 1 2 3 4 5 6 1000 8 20 10 250 125 13 14 20 0 33 0 999 123456 789 1 2";
    assertEquals(new ProcessCounters(1000, 20, 2.5, 1.25), ProcessCounters.parse(stat));
  }

  @Test
  void countersAreSubtracted() {
    assertEquals(
        new ProcessCounters(5, 1, 0.5, 0.25),
        new ProcessCounters(15, 2, 1.5, 1.25).since(new ProcessCounters(10, 1, 1, 1)));
  }

  @Test
  void touchedPagesAreCounted() {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "skipped: this is not Linux");
    long before = ProcessCounters.now().orElseThrow().minorFaults();
    byte[] fresh = new byte[64 << 20];
    for (int i = 0; i < fresh.length; i += 4096) {
      fresh[i] = 1;
    }
    assertTrue(ProcessCounters.now().orElseThrow().minorFaults() >= before);
    assertTrue(ProcessCounters.peakBytes().orElseThrow() > 64 << 20);
    assertEquals(64 << 20, fresh.length);
  }

  @Test
  void memoryIsReadInKibibytes() {
    String status = "Name:\tjava\nVmPeak:\t 9 kB\nVmHWM:\t    2048 kB\nVmRSS:\t    1024 kB\n";
    assertEquals(Optional.of(2L << 20), ProcessCounters.peakBytes(status));
    assertEquals(Optional.empty(), ProcessCounters.peakBytes("Name:\tjava\n"));
  }

  @Test
  void theProcessorHasTheNameOfItsMaker() {
    assertEquals(
        "AMD EPYC 9000", Environment.processor("x : y\nmodel name\t: AMD EPYC 9000 \nz\n"));
    assertEquals(System.getProperty("os.arch"), Environment.processor("Features : fp asimd\n"));
  }

  @Test
  void ofTheFlagsThoseForArithmeticAreShown() {
    Environment here =
        new Environment(
            new TreeMap<>(),
            "x",
            2,
            new TreeSet<>(Set.of("fpu", "fma", "avx2", "avx512_bf16", "sse4a")),
            0,
            "x",
            Optional.empty(),
            "cpu",
            2,
            2,
            2,
            true,
            new TreeMap<>());
    assertEquals(List.of("avx2", "avx512_bf16", "fma"), here.arithmeticFlags());
  }

  @Test
  void bf16IsTimedWhereTheProcessorHasItOrItIsAskedFor() {
    CpuFlags without = new CpuFlags(Set.of("avx2"));
    CpuFlags with = new CpuFlags(Set.of("avx512_bf16"));
    assertFalse(GeneratorForm.of(without, PrecisionChoice.AUTO).contains(GeneratorForm.BF16));
    assertTrue(GeneratorForm.of(without, PrecisionChoice.BF16).contains(GeneratorForm.BF16));
    assertTrue(GeneratorForm.of(with, PrecisionChoice.AUTO).contains(GeneratorForm.BF16));
    assertFalse(GeneratorForm.of(with, PrecisionChoice.FP32).contains(GeneratorForm.BF16));
  }

  @Test
  void theDefaultAllocatorIsLeftToItself() {
    Map<String, String> environment = launched();
    AllocatorMode.DEFAULT.apply(environment);
    assertEquals(
        Map.of("PATH", "/bin", "OMP_WAIT_POLICY", "PASSIVE", "GOMP_SPINCOUNT", "20000"),
        environment);
  }

  @Test
  void theRetainingAllocatorIsTheLaunchers() {
    Map<String, String> environment = launched();
    environment.put("MALLOC_ARENA_MAX", "8");
    AllocatorMode.RETAINED.apply(environment);
    assertEquals(
        Map.of(
            "PATH", "/bin",
            "OMP_WAIT_POLICY", "PASSIVE",
            "GOMP_SPINCOUNT", "20000",
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_MAX_", "0",
            "MALLOC_TRIM_THRESHOLD_", "100000000000"),
        environment);
  }

  private static Map<String, String> launched() {
    Map<String, String> environment = new TreeMap<>();
    environment.put("PATH", "/bin");
    environment.put("MALLOC_TOP_PAD_", "1");
    environment.put("GLIBC_TUNABLES", "glibc.malloc.arena_max=1");
    environment.put("LD_PRELOAD", "libjemalloc.so");
    return environment;
  }

  @Test
  void variablesThatLibrariesHeedAreShown() {
    Map<String, String> environment =
        Map.of("OMP_NUM_THREADS", "2", "MALLOC_ARENA_MAX", "1", "HOME", "/root");
    assertEquals(
        Map.of("OMP_NUM_THREADS", "2", "MALLOC_ARENA_MAX", "1"), Environment.relevant(environment));
  }

  @Test
  void aTemporaryFolderGoesWithAllThatIsInIt() throws IOException {
    Path path;
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      path = folder.path();
      Files.writeString(Files.createDirectories(path.resolve("a/b")).resolve("c"), "text");
    }
    assertFalse(Files.exists(path));
  }
}
