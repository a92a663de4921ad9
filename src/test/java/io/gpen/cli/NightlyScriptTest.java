package io.gpen.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final Map<String, String> environment = new HashMap<>();

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
    Path input = Files.createDirectories(folder.resolve("old photos"));
    builder.environment().put("GPEN_INPUT", input.toString());
    builder.environment().put("GPEN_OUTPUT", folder.resolve("out").toString());
    builder.environment().putAll(environment);
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
                ("called: restore --input %s/old photos --output %s/out --recursive --max-time 6h"
                        + " --timestamps\n")
                    .formatted(folder, folder)),
        log());
    assertTrue(log().contains("exit code 0"), log());
    assertTrue(!log().contains("GPEN_"), "the script's own variables reach the program: " + log());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 70, 130, 137, 143})
  void whateverNeedsSomebodyIsMailedWithTheLog(int code) throws Exception {
    gpenEndsWith(code);
    Process night = start();
    String mail = mail(night);
    assertEquals(code, night.waitFor());
    assertTrue(mail.startsWith("gpen: ") && mail.contains("(exit code " + code + ")"), mail);
    assertTrue(mail.contains("called: restore"), mail);
    assertFalse(mail.contains("should not happen"), mail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GPEN_INPUT", "GPEN_OUTPUT"})
  void aFolderThatIsNotSetIsAskedFor(String variable) throws Exception {
    gpenEndsWith(0);
    environment.put(variable, "");
    Process night = start();
    String mail = mail(night);
    assertEquals(2, night.waitFor());
    assertTrue(mail.startsWith("nightly.sh: set GPEN_INPUT to the folder"), mail);
  }

  @Test
  void nothingIsCreatedForAnInputThatIsNotThere() throws Exception {
    gpenEndsWith(0);
    environment.put("GPEN_INPUT", folder.resolve("unmounted").toString());
    Process night = start();
    String mail = mail(night);
    assertEquals(5, night.waitFor());
    assertTrue(mail.startsWith("nightly.sh: there is no folder " + folder), mail);
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void nothingIsCreatedInTheInput() throws Exception {
    gpenEndsWith(0);
    environment.put("GPEN_OUTPUT", folder.resolve("old photos/.").toString());
    Process night = start();
    String mail = mail(night);
    assertEquals(2, night.waitFor());
    assertTrue(mail.contains("is both GPEN_INPUT and GPEN_OUTPUT"), mail);
    assertEquals(0, folder.resolve("old photos").toFile().list().length);
  }

  @Test
  void onlyTheRunInHandIsMailed() throws Exception {
    gpenEndsWith(3);
    mail(start());
    script("gpen", "#!/bin/sh\necho again\nexit 5\n");
    String mail = mail(start());
    assertTrue(mail.contains("\nagain\n"), mail);
    assertFalse(mail.contains("called:") || mail.contains("exit code 3"), mail);
    assertTrue(log().contains("called:"), "the log keeps both");
  }

  @Test
  void theLogHasDates() throws Exception {
    gpenEndsWith(0);
    start().waitFor();
    assertTrue(
        log().lines().anyMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\d [\\d:]{8} exit code 0")),
        log());
  }

  @Test
  void aRunThatIsStillAtWorkIsReportedAndCounted() throws Exception {
    script("gpen", "#!/bin/sh\ntouch %1$s/began; exec sleep 60\n".formatted(folder));
    Process first = start();
    while (first.isAlive() && !Files.exists(folder.resolve("began"))) {
      Thread.sleep(20);
    }
    Process second = start();
    String mail = mail(second);
    assertEquals(75, second.waitFor());
    assertTrue(mail.matches("(?s).*the last run \\(process \\d+\\) is still at work.*"), mail);
    assertFalse(mail.contains("kill"), mail);
    assertTrue(log().contains("is still at work"), log());
    Process third = start();
    mail = mail(third);
    assertEquals(75, third.waitFor());
    assertTrue(mail.matches("(?s).*night 2. .*: kill \\d+\n"), mail);
    String process = mail.replaceFirst("(?s).*kill (\\d+)\n", "$1");
    new ProcessBuilder("kill", process).start().waitFor();
    assertTrue(mail(first).contains("the run was stopped"));
    assertEquals(143, first.waitFor());
    gpenEndsWith(0);
    Process next = start();
    assertEquals("", mail(next));
    assertEquals(0, next.waitFor());
    assertFalse(Files.exists(folder.resolve("out/logs/nightly.lock.nights")));
  }

  @Test
  void aSignalReachesTheRun() throws Exception {
    script(
        "gpen",
        "#!/bin/sh\ntrap 'sleep 0.3; touch %1$s/over; exit 143' TERM\ntouch %1$s/began\n"
                .formatted(folder)
            + "while :; do sleep 0.1; done\n");
    Process night = start();
    while (night.isAlive() && !Files.exists(folder.resolve("began"))) {
      Thread.sleep(20);
    }
    new ProcessBuilder("kill", Long.toString(night.pid())).start().waitFor();
    assertTrue(mail(night).contains("the run was stopped"));
    assertEquals(143, night.waitFor());
    assertTrue(Files.exists(folder.resolve("over")), "it was not waited for");
  }
}
