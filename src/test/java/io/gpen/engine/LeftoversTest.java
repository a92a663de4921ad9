package io.gpen.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

  private static final Instant NOW = Instant.parse("2020-01-02T03:04:05Z");

  @TempDir private Path cache;

  private void folder(String name, Duration fileAge, Duration folderAge) throws IOException {
    Path folder = Files.createDirectories(cache.resolve(name));
    Path file = Files.writeString(folder.resolve("libtorch_cpu.so"), "half");
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(fileAge)));
    Files.setLastModifiedTime(folder, FileTime.from(NOW.minus(folderAge)));
  }

  @Test
  void whatAProcessThatDiedLeftIsDeletedAndWhatIsInUseStays() throws IOException {
    Duration days = Duration.ofDays(3);
    Duration moment = Duration.ofSeconds(10);
    folder("tmp1234567890", days, days);
    folder("tmp1", days, moment);
    folder("tmp2", moment, days);
    folder("2.7.1-20250812-cpu-linux-x86_64", days, days);
    folder("tmpfiles-of-mine", days, days);
    Leftovers.sweep(cache, NOW);
    try (Stream<Path> left = Files.list(cache)) {
      assertEquals(
          List.of("2.7.1-20250812-cpu-linux-x86_64", "tmp1", "tmp2", "tmpfiles-of-mine"),
          left.map(file -> file.getFileName().toString()).sorted().toList());
    }
    Leftovers.sweep(cache.resolve("none"), NOW);
  }
}
