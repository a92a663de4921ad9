package io.gpen.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of a nightly job, around a gpen that only says how it was called. */
@DisabledOnOs(OS.WINDOWS)
class NightlyScriptTest {

  @TempDir private Path folder;

  @BeforeEach
  void install() throws IOException {
    script("nightly.sh", Files.readString(Path.of("scripts/nightly.sh")));
  }

  private void script(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void gpenEndsWith(int code) throws IOException {
    script("gpen", "#!/bin/sh\necho \"called: $*\"\nenv | grep ^GPEN_\nexit " + code + "\n");
  }

  private Process start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(folder.resolve("nightly.sh").toString());
    builder.environment().clear();
    builder.environment().put("GPEN_INPUT", "/srv/old photos");
    builder.environment().put("GPEN_OUTPUT", folder.resolve("out").toString());
    return builder.redirectErrorStream(true).start();
  }

  private static String mail(Process night) throws IOException {
    return new String(night.getInputStream().readAllBytes(), UTF_8);
  }

  private String log() throws IOException {
    try (Stream<Path> logs = Files.list(folder.resolve("out/logs"))) {
      List<Path> all = logs.filter(file -> file.toString().endsWith(".log")).toList();
      assertEquals(1, all.size());
      return Files.readString(all.get(0));
    }
  }

  @Test
  void aGoodNightIsSilent() throws Exception {
    gpenEndsWith(0);
    Process night = start();
    assertEquals("", mail(night));
    assertEquals(0, night.waitFor());
    assertTrue(
        log()
            .startsWith(
                "called: restore --input /srv/old photos --output %s/out --recursive --max-time 6h\n"
                    .formatted(folder)),
        log());
    assertTrue(log().contains("exit code 0"), log());
    assertTrue(!log().contains("GPEN_"), "the script's own variables reach the program: " + log());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 70, 143})
  void whateverNeedsSomebodyIsMailedWithTheLog(int code) throws Exception {
    gpenEndsWith(code);
    Process night = start();
    String mail = mail(night);
    assertEquals(code, night.waitFor());
    assertTrue(mail.startsWith("gpen: ") && mail.contains("(exit code " + code + ")"), mail);
    assertTrue(mail.contains("called: restore"), mail);
  }

  @Test
  void twoNightsDoNotMeet() throws Exception {
    script("gpen", "#!/bin/sh\ntouch %s/began\nread -r line\n".formatted(folder));
    Process first = start();
    while (first.isAlive() && !Files.exists(folder.resolve("began"))) {
      Thread.sleep(20);
    }
    Process second = start();
    assertEquals("", mail(second));
    assertEquals(0, second.waitFor());
    assertTrue(log().contains("still running"), log());
    first.getOutputStream().close();
    first.waitFor();
  }
}
