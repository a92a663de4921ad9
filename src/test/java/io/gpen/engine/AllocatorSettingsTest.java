package io.gpen.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings of the C allocator are told apart into those that help and those that do not. */
class AllocatorSettingsTest {

  private static AllocatorSettings glibc(Map<String, String> environment) {
    return AllocatorSettings.of(environment, true);
  }

  @Test
  void whatTheLauncherSetsIsEnough() {
    AllocatorSettings settings = glibc(AllocatorSettings.recommended());
    assertTrue(settings.retains());
    assertTrue(settings.hint().isEmpty());
    assertEquals(AllocatorSettings.recommended(), settings.values());
  }

  @Test
  void bareStartIsHintedAtWithWhatToSet() {
    AllocatorSettings settings = glibc(Map.of("PATH", "/bin"));
    assertFalse(settings.retains());
    assertTrue(
        settings
            .hint()
            .orElseThrow()
            .endsWith("MALLOC_ARENA_MAX=1 MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=100000000000"));
  }

  @Test
  void oneArenaIsAMust() {
    Map<String, String> environment = new HashMap<>(AllocatorSettings.recommended());
    environment.put("MALLOC_ARENA_MAX", "4");
    assertEquals(List.of("MALLOC_ARENA_MAX"), glibc(environment).missing());
    environment.put("MALLOC_ARENA_MAX", "one");
    assertEquals(List.of("MALLOC_ARENA_MAX"), glibc(environment).missing());
  }

  @Test
  void largeMappingThresholdServesAsWell() {
    Map<String, String> environment = new HashMap<>(AllocatorSettings.recommended());
    environment.remove("MALLOC_MMAP_MAX_");
    assertFalse(glibc(environment).retains());
    environment.put("MALLOC_MMAP_THRESHOLD_", "4294967296");
    assertTrue(glibc(environment).retains());
  }

  @Test
  void otherCLibrariesAreLeftAlone() {
    assertTrue(AllocatorSettings.of(Map.of(), false).hint().isEmpty());
  }
}
