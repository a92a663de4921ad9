package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.gpen.Shared;
import io.gpen.files.TemporaryFiles;
import io.gpen.image.io.PhotoReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The unpacked distribution, started as cron starts it: no environment, no UTF-8, no terminal. */
@DisabledOnOs(OS.WINDOWS)
class PackagedProgramIT {

  private static final Path PHOTO = Shared.testphoto("astronaut-eileen-collins.jpg");
  private static final long MAX_PIXELS = 10_000_000;

  /** Kept between the tests, as a cache is between runs. */
  @TempDir private static Path shared;

  private static Path launcher;

  @TempDir private Path folder;

  @BeforeAll
  static void unpack() throws Exception {
    Path archive;
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      archive = built.filter(file -> file.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
    }
    Process tar =
        new ProcessBuilder("tar", "xzf", archive.toAbsolutePath().toString())
            .directory(shared.toFile())
            .inheritIO()
            .start();
    assertEquals(0, tar.waitFor());
    try (Stream<Path> unpacked = Files.list(shared)) {
      launcher = unpacked.findFirst().orElseThrow().resolve("bin/gpen");
    }
  }

  private record Ended(int code, String out, String err) {}

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("/usr/bin/env", "-i", "LC_ALL=C", "GPEN_CACHE=" + shared + "/cache"));
    environment.forEach((name, value) -> command.add(name + "=" + value));
    command.add(launcher.toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectError(folder.resolve("err").toFile())
        .redirectOutput(folder.resolve("out").toFile())
        .start();
  }

  private Ended end(Process process) throws IOException, InterruptedException {
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), "does not end");
    return new Ended(
        process.exitValue(),
        Files.readString(folder.resolve("out")),
        Files.readString(folder.resolve("err")));
  }

  private Ended run(String... arguments) throws IOException, InterruptedException {
    return end(start(Map.of(), arguments));
  }

  private Path photos(int count) throws IOException {
    Path input = Files.createDirectories(folder.resolve("photos"));
    for (int i = 0; i < count; i++) {
      Files.copy(PHOTO, input.resolve("photo %03d.jpg".formatted(i)));
    }
    return input;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void aPhotoIsRestoredAndNotDoneAgain() throws Exception {
    Path input = Files.createDirectories(folder.resolve("Grüße aus Łódź"));
    Files.copy(PHOTO, input.resolve("Großmutter 祖母.jpg"));
    String[] command = {"restore", "-i", input.toString(), "-o", "done", "--blend", "off"};
    Ended first = run(command);
    assertEquals(0, first.code(), first.err());
    assertEquals("", first.out());
    Path output = folder.resolve("done/Großmutter 祖母.jpg");
    assertTrue(Files.size(output) > 10_000, first.err());
    assertTrue(first.err().contains("Großmutter 祖母.jpg: 1 face"), first.err());
    assertFalse(first.err().contains("WARN"), first.err());
    Ended second = run(command);
    assertEquals(0, second.code(), second.err());
    assertFalse(second.err().contains("restored    "), second.err());
  }

  @ParameterizedTest
  @CsvSource({
    "1, restore -i broken -o done",
    "2, restore -i broken -o done --alpha 2",
    "2, restore -i broken -o broken",
    "3, restore -i broken -o done -m GPEN-BFR-2048",
    "5, restore -i no-such-folder -o done",
  })
  void everyKindOfTroubleHasItsExitCode(int code, String line) throws Exception {
    Path broken = Files.createDirectories(folder.resolve("broken"));
    Files.write(
        broken.resolve("cut off.jpg"), java.util.Arrays.copyOf(Files.readAllBytes(PHOTO), 20_000));
    Ended ended = run(line.split(" "));
    assertEquals(code, ended.code(), ended.err());
    assertFalse(ended.err().contains("\tat "), ended.err());
    assertFalse(Files.exists(folder.resolve("done/cut off.jpg")));
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void aSignalEndsTheRunInGoodOrder(String signal, int code) throws Exception {
    assumeFalse(
        signal.equals("INT") && isInterruptIgnored(),
        "whoever started the tests, such as a shell in the background, ignores SIGINT");
    Path input = photos(80);
    Process process =
        start(Map.of(), "restore", "-i", input.toString(), "-o", "done", "--blend", "off");
    Path done = folder.resolve("done");
    while (process.isAlive() && !Files.exists(done.resolve("photo 002.jpg"))) {
      Thread.sleep(20);
    }
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    Ended ended = end(process);
    assertEquals(code, ended.code(), ended.err());
    assertTrue(ended.err().contains("interrupted"), ended.err());
    List<Path> outputs = files(done).stream().filter(f -> f.toString().endsWith(".jpg")).toList();
    assertTrue(outputs.size() >= 3 && outputs.size() < 80, outputs.size() + " photos");
    for (Path output : outputs) {
      PhotoReader.read(Files.readAllBytes(output), MAX_PIXELS).close();
    }
    assertTrue(files(done).stream().noneMatch(TemporaryFiles::isOurs), files(done).toString());
  }

  /** Whether this process was told to ignore it, which those that it starts inherit. */
  private static boolean isInterruptIgnored() throws IOException {
    try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
      return status
          .filter(line -> line.startsWith("SigIgn:"))
          .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }
  }

  private static final Map<String, String> LOG_CLASSES =
      Map.of("JAVA_OPTS", "-Xlog:class+load:file=classes.log");

  private String classes() throws IOException {
    String classes = Files.readString(folder.resolve("classes.log"));
    assertTrue(classes.contains(" io.gpen.cli.Gpen "), "the log is of another run");
    return classes;
  }

  @ParameterizedTest
  @CsvSource({"--help", "--version", "models list", "restore --help"})
  void whatNeedsNoNetworkLoadsNone(String line) throws Exception {
    Ended ended = end(start(LOG_CLASSES, line.split(" ")));
    assertEquals(0, ended.code(), ended.err());
    String classes = classes();
    for (String library : List.of(" ai.djl.", " org.opencv.", " com.sun.jna.", " nu.pattern.")) {
      assertFalse(classes.contains(library), library + " was loaded");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"restore -i photos -o done", "detect photos", "doctor", "models verify"})
  void noCommandButFetchOpensASocket(String line) throws Exception {
    photos(1);
    Ended ended =
        end(start(Map.of("JAVA_OPTS", "-Xlog:class+load:file=classes.log"), line.split(" ")));
    assertEquals(0, ended.code(), ended.err());
    String classes = Files.readString(folder.resolve("classes.log"));
    assertTrue(classes.contains(" io.gpen.cli.Gpen "), "the log is of another run");
    for (String socket :
        List.of(" java.net.Socket ", " sun.nio.ch.SocketChannelImpl ", " java.net.http.")) {
      assertFalse(classes.contains(socket), socket + "was loaded");
    }
  }

  @Test
  void nativeLibrariesAreUnpackedIntoTheCacheOnce() throws Exception {
    photos(1);
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    Map<String, String> environment = Map.of("JAVA_OPTS", "-Djava.io.tmpdir=" + temporary);
    List<Map<Path, FileTime>> unpacked = new ArrayList<>();
    for (String output : List.of("first", "second")) {
      Ended ended = end(start(environment, "restore", "-i", "photos", "-o", output));
      assertEquals(0, ended.code(), ended.err());
      unpacked.add(natives());
      assertEquals(List.of(), files(temporary), "unpacked elsewhere");
    }
    assertTrue(
        unpacked.get(0).keySet().stream().anyMatch(f -> f.toString().contains("opencv_java")),
        unpacked.toString());
    assertEquals(unpacked.get(0), unpacked.get(1), "unpacked again");
  }

  private static Map<Path, FileTime> natives() throws IOException {
    Map<Path, FileTime> times = new TreeMap<>();
    try (Stream<Path> files = Files.walk(shared.resolve("cache"))) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.so(\\.\\d+)*")).toList()) {
        times.put(file, Files.getLastModifiedTime(file));
      }
    }
    return times;
  }

  @Test
  void aBareJavaIsToldOnceWhatTheLauncherSets() throws Exception {
    photos(1);
    Path jar = launcher.resolve("../../lib/gpen.jar").normalize();
    Process process =
        new ProcessBuilder(
                List.of(
                    "/usr/bin/env",
                    "-i",
                    "LC_ALL=C.UTF-8",
                    "GPEN_CACHE=" + shared + "/cache",
                    "GPEN_NO_RELAUNCH=1",
                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                    "-cp",
                    jar.toString(),
                    "io.gpen.cli.Gpen",
                    "restore",
                    "-i",
                    "photos",
                    "-o",
                    "done"))
            .directory(folder.toFile())
            .redirectError(folder.resolve("err").toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    Ended ended = end(process);
    assertEquals(0, ended.code(), ended.err());
    assertEquals(
        1, ended.err().lines().filter(l -> l.contains("MALLOC_ARENA_MAX=1")).count(), ended.err());
  }

  @Test
  void classesComeFromAnArchiveThatTheFirstRestorationRecords() throws Exception {
    photos(1);
    run("restore", "-i", "photos", "-o", "done");
    run("--version");
    Ended ended = end(start(LOG_CLASSES, "--help"));
    assertEquals(0, ended.code(), ended.err());
    List<String> own =
        classes().lines().filter(l -> l.contains("io.gpen.") && !l.contains("Lambda")).toList();
    long archived = own.stream().filter(l -> l.contains("shared objects file")).count();
    System.out.printf("%d of %d classes of --help come from the archive%n", archived, own.size());
    assertTrue(archived >= 0.8 * own.size(), "the archive is not used or lacks: " + own);
  }

  @Test
  void aColonInThePathDoesNoHarm() throws Exception {
    Path home = Files.createDirectories(folder.resolve("12:30"));
    Files.createDirectories(home.resolve("bin"));
    Path copy = Files.copy(launcher, home.resolve("bin/gpen"));
    Path installed = launcher.getParent().getParent();
    Files.createSymbolicLink(home.resolve("lib"), installed.resolve("lib"));
    Files.createSymbolicLink(home.resolve("model_zoo"), installed.resolve("model_zoo"));
    Path packaged = launcher;
    launcher = copy;
    try {
      Ended ended = run("detect", PHOTO.toAbsolutePath().toString());
      assertEquals(0, ended.code(), ended.err());
      assertTrue(ended.out().contains("\"faces\":[{"), ended.out());
    } finally {
      launcher = packaged;
    }
  }

  @Test
  void anArchiveThatDoesNotFitIsNoNews() throws Exception {
    String help = run("--help").out();
    Path cache = shared.resolve("cache/classes");
    for (Path archive : files(cache).stream().filter(f -> f.toString().endsWith(".jsa")).toList()) {
      Files.delete(archive);
      Files.write(archive, new byte[5000]);
    }
    try {
      Ended damaged = run("--help");
      assertEquals(0, damaged.code());
      assertEquals("", damaged.err());
      assertEquals(help, damaged.out());
    } finally {
      for (Path file : files(cache)) {
        Files.delete(file);
      }
    }
  }

  @Test
  void theVersionNamesTheLibraries() throws Exception {
    Ended ended = run("--version");
    assertEquals(0, ended.code(), ended.err());
    assertTrue(
        ended.out().startsWith("gpen 0.3.0\nDJL 0.36.0, libtorch 2.7.1, OpenCV 4.9.0\nJava "),
        ended.out());
  }

  @Test
  void theDistributionIsWhole() throws IOException {
    Path home = launcher.getParent().getParent();
    assertEquals(
        List.of(
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "LICENSE",
            "README.md",
            "SECURITY.md",
            "THIRD-PARTY-NOTICES",
            "bin",
            "docs",
            "lib",
            "model_zoo",
            "testphoto"),
        files(home).stream().map(f -> f.getFileName().toString()).sorted().toList());
    assertTrue(Files.isExecutable(home.resolve("bin/nightly.sh")));
    String notices = Files.readString(home.resolve("THIRD-PARTY-NOTICES"));
    for (Path file : files(home.resolve("lib"))) {
      String name = file.getFileName().toString().replaceFirst("-\\d.*", "");
      assertTrue(name.equals("gpen.jar") || notices.contains(":" + name + ":"), name);
    }
  }
}
