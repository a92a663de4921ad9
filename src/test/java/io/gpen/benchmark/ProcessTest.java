package io.gpen.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    ProcessMemory memory = ProcessMemory.now().orElseThrow();
    assertTrue(memory.peakBytes() >= memory.bytes() && memory.bytes() > 64 << 20);
    assertEquals(64 << 20, fresh.length);
  }

  @Test
  void memoryIsReadInKibibytes() {
    String status = "Name:\tjava\nVmPeak:\t 9 kB\nVmHWM:\t    2048 kB\nVmRSS:\t    1024 kB\n";
    assertEquals(Optional.of(new ProcessMemory(2 << 20, 1 << 20)), ProcessMemory.parse(status));
    assertEquals(Optional.empty(), ProcessMemory.parse("Name:\tjava\n"));
  }

  @Test
  void onlyTheFlagSaysThatAProcessorHasBf16() {
    Processor old =
        Processor.parse("model name\t: AMD EPYC 9000\nflags\t\t: fpu avx2 fma sse4a\n", 2);
    assertEquals("AMD EPYC 9000", old.name());
    assertEquals("[avx2, fma]", old.arithmetic().toString());
    assertFalse(old.hasBf16());
    assertTrue(Processor.parse("flags : avx2 avx512_bf16\n", 2).hasBf16());
    assertTrue(Processor.parse("Features\t: fp asimd bf16\n", 4).hasBf16());
    assertFalse(Processor.parse("", 1).hasBf16());
  }

  @Test
  void theDefaultAllocatorIsLeftToItself() {
    Map<String, String> environment = launched();
    AllocatorMode.DEFAULT.apply(environment);
    assertEquals(Map.of("PATH", "/bin", "OMP_WAIT_POLICY", "PASSIVE"), environment);
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
        Map.of("OMP_NUM_THREADS", "2", "MALLOC_ARENA_MAX", "1"), Environment.heeded(environment));
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
