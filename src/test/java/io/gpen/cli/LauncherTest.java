package io.gpen.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with a Java and a Maven that only say what they were asked for. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

  private static final List<String> TOOLS =
      List.of(
          "sh",
          "sed",
          "ln",
          "dirname",
          "readlink",
          "locale",
          "grep",
          "head",
          "tail",
          "find",
          "mkdir",
          "rm",
          "mv",
          "cat",
          "cksum",
          "ls",
          "sleep",
          "stty",
          "touch");

  /** What the Java does when it is to record classes or to make an archive: keeps the lists. */
  private static final String DUMP =
      """
      archive=
      for a in "$@"; do
        case $a in
          -XX:SharedClassListFile=*) list=${a#*=} ;;
          -XX:SharedArchiveFile=*) archive=${a#*=} ;;
          -XX:DumpLoadedClassList=*) printf '%s id: 7\\n' ${RECORDED:-io/gpen/generate/GpenGenerator} half > "${a#*=}" ;;
          -Xshare:dump) dump=yes ;;
        esac
      done
      if [ "${dump:-}" ]; then
        cat "$list" >> "$GPEN_CACHE/dumped"
        [ -z "${DUMP_FAILS:-}" ] || exit 1
        echo archive > "$archive"
        exit 0
      fi
      """;

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private Path home;
  private Path tools;

  /** What a process did. */
  private record Ended(int code, long pid, List<String> out, String err) {

    String value(String variable) {
      return out.stream()
          .filter(line -> line.startsWith(variable + "="))
          .map(line -> line.substring(variable.length() + 1))
          .findFirst()
          .orElse(null);
    }

    List<String> arguments() {
      return out.stream().filter(line -> line.startsWith("arg:")).map(l -> l.substring(4)).toList();
    }
  }

  @BeforeEach
  void distribution() throws IOException {
    home = Files.createDirectories(folder.resolve("old photos/gpen"));
    copyLauncher(home.resolve("bin/gpen"));
    Files.createDirectories(home.resolve("lib"));
    Files.createFile(home.resolve("lib/gpen.jar"));
    tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : TOOLS) {
      for (Path place : List.of(Path.of("/usr/bin"), Path.of("/bin"))) {
        if (Files.exists(place.resolve(tool)) && !Files.exists(tools.resolve(tool))) {
          script(tools.resolve(tool), "#!/bin/sh\nexec " + place.resolve(tool) + " \"$@\"\n");
        }
      }
    }
    environment.put("PATH", tools.toString());
    environment.put("JAVA_HOME", jdk("17.0.9").toString());
  }

  /** The places where Java usually lies are taken out: this machine has one, others have none. */
  private static void copyLauncher(Path target) throws IOException {
    Files.createDirectories(target.getParent());
    String script = Files.readString(Path.of("scripts/gpen"));
    String alone =
        script.replace("/usr/bin/java", "/nowhere/java").replace("/usr/lib/jvm", "/nowhere");
    assertFalse(alone.equals(script));
    script(target, alone);
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path jdk(String version) throws IOException {
    Path jdk = folder.resolve("jdk " + version);
    script(
        jdk.resolve("bin/java"),
        "#!/bin/sh\n"
            + DUMP
            + "/usr/bin/env\necho \"pid=$$\"\nfor a in \"$@\"; do echo \"arg:$a\"; done\n");
    Files.createDirectories(jdk.resolve("lib"));
    Files.writeString(jdk.resolve("lib/classlist"), "java/lang/Object\n");
    release(jdk, version, version + "+1");
    return jdk;
  }

  private static void release(Path jdk, String version, String exact) throws IOException {
    Files.writeString(
        jdk.resolve("release"),
        "IMPLEMENTOR=\"x\"\nJAVA_RUNTIME_VERSION=\"%s\"\nJAVA_VERSION=\"%s\"\n"
            .formatted(exact, version));
  }

  private Ended run(Path launcher, String... arguments) throws IOException, InterruptedException {
    return end(start(launcher, arguments));
  }

  private Process start(Path launcher, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Ended end(Process process) throws IOException, InterruptedException {
    List<String> out = new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return new Ended(process.exitValue(), process.pid(), out, err);
  }

  private Ended run(String... arguments) throws IOException, InterruptedException {
    return run(home.resolve("bin/gpen"), arguments);
  }

  @Test
  void argumentsArriveUnchanged() throws Exception {
    Ended ended = run("restore", "-i", "a b", "*", "", "$HOME", "@file");
    assertEquals(0, ended.code(), ended.err());
    List<String> arguments = ended.arguments();
    int main = arguments.indexOf("io.gpen.cli.Gpen");
    assertEquals(
        List.of("restore", "-i", "a b", "*", "", "$HOME", "@file"),
        arguments.subList(main + 1, arguments.size()));
    assertEquals(
        List.of("-cp", home.toRealPath().resolve("lib/gpen.jar").toString()),
        arguments.subList(main - 2, main));
    assertTrue(arguments.contains("-Dgpen.home=" + home.toRealPath()), arguments.toString());
  }

  @Test
  void signalsReachJavaBecauseItTakesTheLaunchersPlace() throws Exception {
    Ended ended = run();
    assertEquals(Long.toString(ended.pid()), ended.value("pid"));
  }

  @Test
  void theAllocatorIsSetUnlessTheUserDidSo() throws Exception {
    Ended ended = run();
    assertEquals("1", ended.value("MALLOC_ARENA_MAX"));
    assertEquals("0", ended.value("MALLOC_MMAP_MAX_"));
    assertEquals("100000000000", ended.value("MALLOC_TRIM_THRESHOLD_"));
    assertEquals("PASSIVE", ended.value("OMP_WAIT_POLICY"));
    assertEquals("20000", ended.value("GOMP_SPINCOUNT"));
    environment.put("MALLOC_ARENA_MAX", "4");
    environment.put("OMP_WAIT_POLICY", "");
    ended = run();
    assertEquals("4", ended.value("MALLOC_ARENA_MAX"));
    assertEquals("", ended.value("OMP_WAIT_POLICY"));
    assertNull(ended.value("GOMP_SPINCOUNT"), "it would undo the user's policy");
    assertEquals("0", ended.value("MALLOC_MMAP_MAX_"));
  }

  @Test
  void theLocaleIsAlwaysOneOfUtf8() throws Exception {
    for (String locale : List.of("C", "POSIX", "de_DE.ISO-8859-1", "")) {
      environment.put("LC_ALL", locale);
      String set = run().value("LC_ALL");
      assertTrue(set.toLowerCase(java.util.Locale.ROOT).matches(".*utf-?8"), locale + " -> " + set);
    }
    environment.put("LC_ALL", "C.UTF-8");
    assertEquals("C.UTF-8", run().value("LC_ALL"));
  }

  @Test
  void javaOptionsComeBehindOurs() throws Exception {
    environment.put("JAVA_OPTS", "-Xmx9g -Dx=*");
    List<String> arguments = run().arguments();
    int heap = arguments.indexOf("-Xmx9g");
    assertTrue(heap > 0 && arguments.get(0).matches("-Xmx(1|2|3|4)\\d{3}m"), arguments.toString());
    assertEquals("-Dx=*", arguments.get(heap + 1));
  }

  @Test
  void newerJavasAreAllowedNativeCodeWithoutAWarning() throws Exception {
    assertFalse(run().arguments().contains("--enable-native-access=ALL-UNNAMED"));
    environment.put("JAVA_HOME", jdk("25").toString());
    assertTrue(run().arguments().contains("--enable-native-access=ALL-UNNAMED"));
  }

  @Test
  void aJavaInThePathIsFoundWhenTheNamedOneIsTooOld() throws Exception {
    environment.put("JAVA_HOME", jdk("1.8.0_392").toString());
    Files.createSymbolicLink(tools.resolve("java"), jdk("21.0.1").resolve("bin/java"));
    assertEquals(0, run().code());
  }

  @Test
  void noJavaIsItsOwnExitCodeWithTheRemedy() throws Exception {
    environment.remove("JAVA_HOME");
    Ended none = run();
    assertEquals(4, none.code());
    assertTrue(none.err().contains("Java 17 or newer is needed and none was found"), none.err());
    environment.put("JAVA_HOME", jdk("11.0.2").toString());
    Ended old = run();
    assertEquals(4, old.code());
    assertTrue(old.err().contains("found only: " + folder), old.err());
    assertTrue(old.err().contains("(11)"), old.err());
  }

  @Test
  void itIsFoundThroughLinksAndThePath() throws Exception {
    Path link = folder.resolve("links/gpen");
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of("../old photos/gpen/bin/gpen"));
    Path second = tools.resolve("restore-faces");
    Files.createSymbolicLink(second, link);
    String expected = "-Dgpen.home=" + home.toRealPath();
    assertTrue(run(link).arguments().contains(expected));
    assertTrue(run(Path.of("sh"), "-c", "restore-faces").arguments().contains(expected));
  }

  @Test
  void aLogHasNoTerminal() throws Exception {
    assertTrue(run().arguments().stream().noneMatch(a -> a.startsWith("-Dgpen.terminal")));
  }

  @Test
  void anIncompleteCopyIsNamed() throws Exception {
    Files.delete(home.resolve("lib/gpen.jar"));
    Ended ended = run();
    assertEquals(4, ended.code());
    assertTrue(ended.err().contains("incomplete"), ended.err());
  }

  /** A clone whose build takes a moment and counts itself. */
  private Path clone(String maven) throws IOException {
    Path clone = folder.resolve("my clone");
    copyLauncher(clone.resolve("scripts/gpen"));
    Files.createDirectories(clone.resolve("src/main/java"));
    Files.createDirectories(clone.resolve("model_zoo"));
    for (String source : List.of("pom.xml", "src/main/java/A.java", "model_zoo/catalog.json")) {
      Files.writeString(clone.resolve(source), source);
      Files.setLastModifiedTime(clone.resolve(source), FileTime.fromMillis(1000));
    }
    for (String inside : List.of("src/main/java", "src/main")) {
      Files.setLastModifiedTime(clone.resolve(inside), FileTime.fromMillis(1000));
    }
    script(tools.resolve("mvn"), "#!/bin/sh\n" + maven);
    return clone;
  }

  private static final String GOOD_BUILD =
      "echo built >> builds; sleep 0.3; mkdir -p target/gpen/lib; echo x >"
          + " target/gpen/lib/gpen.jar\n";

  private static long builds(Path clone) throws IOException {
    return Files.readAllLines(clone.resolve("builds")).size();
  }

  @Test
  void aCloneIsBuiltOnceAndAgainWhenASourceIsNewer() throws Exception {
    Path clone = clone(GOOD_BUILD);
    Path launcher = clone.resolve("scripts/gpen");
    Ended first = run(launcher, "--version");
    assertEquals(0, first.code(), first.err());
    assertTrue(first.err().startsWith("gpen: building, this once"), first.err());
    Ended second = run(launcher, "--version");
    assertEquals("", second.err());
    assertEquals(1, builds(clone));
    Files.setLastModifiedTime(
        clone.resolve("src/main/java/A.java"),
        FileTime.fromMillis(System.currentTimeMillis() + 60_000));
    Ended third = run(launcher, "--version");
    assertTrue(third.err().contains("sources have changed"), third.err());
    assertEquals(2, builds(clone));
    assertFalse(Files.exists(clone.resolve("target/build.lock")));
  }

  @Test
  void whatMavenBuiltByHandIsUsed() throws Exception {
    Path clone = clone("exit 1\n");
    Files.createDirectories(clone.resolve("target/gpen/lib"));
    Files.createFile(clone.resolve("target/gpen/lib/gpen.jar"));
    assertEquals(0, run(clone.resolve("scripts/gpen")).code());
  }

  @Test
  void aFailedBuildNamesItsLog() throws Exception {
    Path clone = clone("echo '[ERROR] no such dependency'; exit 1\n");
    Ended ended = run(clone.resolve("scripts/gpen"));
    assertEquals(4, ended.code());
    assertTrue(ended.err().contains("[ERROR] no such dependency"), ended.err());
    assertTrue(ended.err().contains(clone.toRealPath() + "/target/build.log"), ended.err());
    assertFalse(Files.exists(clone.resolve("target/build.lock")));
    assertEquals(4, run(clone.resolve("scripts/gpen")).code(), "it must not count as built");
  }

  @Test
  void twoLaunchersDoNotBuildOverEachOther() throws Exception {
    Path clone = clone(GOOD_BUILD);
    Process first = start(clone.resolve("scripts/gpen"));
    Process second = start(clone.resolve("scripts/gpen"));
    assertEquals(0, end(first).code());
    assertEquals(0, end(second).code());
    assertEquals(1, builds(clone));
  }

  @Test
  void theLockOfALauncherThatDiedIsTakenAway() throws Exception {
    Path clone = clone(GOOD_BUILD);
    Path lock = Files.createDirectories(clone.resolve("target/build.lock"));
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.writeString(lock.resolve("pid"), dead.pid() + "\n");
    assertEquals(0, run(clone.resolve("scripts/gpen")).code());
    assertEquals(1, builds(clone));
  }

  private Path cache() throws IOException {
    Path cache = Files.createDirectories(folder.resolve("my cache"));
    environment.put("GPEN_CACHE", cache.toString());
    return cache;
  }

  private static List<String> dumped(Path cache) throws IOException {
    Path log = cache.resolve("dumped");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  private static List<String> archives(Ended ended) {
    return options(ended, "-XX:SharedArchiveFile=");
  }

  private static List<String> recordings(Ended ended) {
    return options(ended, "-XX:DumpLoadedClassList=");
  }

  private static List<String> options(Ended ended, String name) {
    assertEquals(0, ended.code());
    assertEquals("", ended.err());
    return ended.arguments().stream()
        .filter(argument -> argument.startsWith(name))
        .map(argument -> argument.substring(name.length()))
        .toList();
  }

  /** {@return an archive of the distribution as it is, by a restoration and another start} */
  private Path archive() throws Exception {
    assertEquals(1, recordings(run("restore")).size());
    return Path.of(archives(run("--help")).get(0));
  }

  @Test
  void theStartAfterTheFirstRestorationMakesTheArchiveThatAllUse() throws Exception {
    Path cache = cache();
    Ended help = run("--help");
    assertEquals(List.of(), archives(help));
    assertEquals(List.of(), recordings(help), "only a restoration loads what counts");
    Ended first = run("-v", "restore");
    assertEquals(List.of(), archives(first));
    Path record = Path.of(recordings(first).get(0));
    assertEquals(cache.resolve("classes"), record.getParent());
    assertEquals(List.of(), dumped(cache));
    Ended second = run("--help");
    assertEquals(List.of("java/lang/Object", "io/gpen/generate/GpenGenerator"), dumped(cache));
    assertEquals(1, archives(second).size());
    Path archive = Path.of(archives(second).get(0));
    assertEquals("archive\n", Files.readString(archive));
    Ended third = run("restore");
    assertEquals(archives(second), archives(third));
    assertEquals(List.of(), recordings(third));
    assertEquals(2, dumped(cache).size(), "made once");
    assertTrue(third.arguments().contains("-Xlog:cds*=off"), third.out().toString());
    try (var files = Files.list(archive.getParent())) {
      assertEquals(3, files.count(), "nothing is left of the making");
    }
  }

  @Test
  void aRunThatRestoredNothingIsRecordedAgain() throws Exception {
    cache();
    environment.put("RECORDED", "io/gpen/cli/Gpen");
    Path useless = Path.of(recordings(run("restore")).get(0));
    environment.remove("RECORDED");
    Path useful = Path.of(recordings(run("restore")).get(0));
    assertFalse(Files.exists(useless));
    assertEquals(1, archives(run("detect")).size());
    assertFalse(Files.exists(useful));
  }

  @Test
  void aRestorationThatIsNotOverIsLeftAlone() throws Exception {
    Path cache = cache();
    Path finished = Path.of(recordings(run("restore")).get(0));
    String alive =
        finished.toString().replaceAll("\\d+\\.list$", ProcessHandle.current().pid() + ".list");
    Files.move(finished, Path.of(alive));
    assertEquals(List.of(), archives(run("--help")));
    assertTrue(Files.exists(Path.of(alive)));
    assertEquals(List.of(), dumped(cache));
  }

  @Test
  void anotherJavaOrJarHasTheArchiveMadeAgain() throws Exception {
    Path cache = cache();
    archive();
    release(Path.of(environment.get("JAVA_HOME")), "17.0.9", "17.0.9+2");
    assertEquals(List.of(), archives(run()), "the JDK was replaced in its place");
    archive();
    assertEquals(4, dumped(cache).size());
    Files.writeString(home.resolve("lib/gpen.jar"), "another");
    Files.setLastModifiedTime(home.resolve("lib/gpen.jar"), FileTime.fromMillis(1000));
    assertEquals(List.of(), archives(run()), "the jar was replaced by one of an older date");
    archive();
    environment.put("JAVA_HOME", jdk("21.0.1").toString());
    archive();
    assertEquals(8, dumped(cache).size());
    environment.put("JAVA_HOME", folder.resolve("jdk 17.0.9").toString());
    assertEquals(1, archives(run()).size(), "each Java has its own");
    assertEquals(8, dumped(cache).size());
  }

  @Test
  void archivesOutOfUseAreRemovedWhenOneIsMade() throws Exception {
    cache();
    Path archive = archive();
    Path classes = archive.getParent();
    Path gone = Files.writeString(classes.resolve("1.jsa"), "of an installation that is gone");
    Files.writeString(classes.resolve("1.jsa.txt"), "17.0.9 jar\n/nowhere/gpen\n");
    Path former = Files.writeString(classes.resolve("2.jsa"), "of a former version");
    Files.writeString(classes.resolve("2.jsa.txt"), "17.0.9 jar\n");
    Path old = Files.writeString(classes.resolve("3.jsa"), "not used for a month");
    Path used = Files.writeString(classes.resolve("4.jsa"), "used yesterday");
    long day = 86_400_000L;
    for (Path other : List.of(old, used)) {
      Files.writeString(Path.of(other + ".txt"), "17.0.9 jar\n" + folder + "\n");
      Path marker = Files.createFile(Path.of(other + ".used"));
      long days = other.equals(old) ? 32 : 1;
      FileTime time = FileTime.fromMillis(System.currentTimeMillis() - days * day);
      Files.setLastModifiedTime(marker, time);
      Files.setLastModifiedTime(other, FileTime.fromMillis(1000));
    }
    Path half = Files.writeString(Path.of(archive + ".4711"), "of a launcher that was killed");
    Files.setLastModifiedTime(half, FileTime.fromMillis(1000));
    Files.writeString(home.resolve("lib/gpen.jar"), "another");
    archive();
    for (Path removed : List.of(gone, former, old, half)) {
      assertFalse(Files.exists(removed), removed.toString());
      assertFalse(Files.exists(Path.of(removed + ".txt")), removed.toString());
    }
    assertTrue(Files.exists(used) && Files.exists(archive));
    try (var files = Files.list(classes)) {
      assertEquals(6, files.count());
    }
  }

  @Test
  void theUseOfAnArchiveIsNoted() throws Exception {
    cache();
    Path marker = Path.of(archive() + ".used");
    Files.setLastModifiedTime(marker, FileTime.fromMillis(1000));
    archives(run());
    assertTrue(Files.getLastModifiedTime(marker).toMillis() > 1000);
  }

  @Test
  void withoutAnArchiveItStartsAsWell() throws Exception {
    Path cache = cache();
    environment.put("DUMP_FAILS", "yes");
    run("restore");
    for (int start = 0; start < 2; start++) {
      Ended ended = run("restore");
      assertEquals(List.of(), archives(ended));
      assertEquals(List.of(), recordings(ended));
    }
    assertEquals(4, dumped(cache).size(), "with lambda expressions and without, once");
    environment.remove("DUMP_FAILS");
    Files.createFile(folder.resolve("no folder"));
    environment.put("GPEN_CACHE", folder.resolve("no folder/cache").toString());
    Ended ended = run("restore");
    assertEquals(List.of(), archives(ended));
    assertEquals(List.of(), recordings(ended));
  }

  @Test
  void aColonInThePathOfTheProgramIsAvoided() throws Exception {
    home = folder.resolve("12:30 photos/gpen");
    copyLauncher(home.resolve("bin/gpen"));
    Files.createDirectories(home.resolve("lib"));
    Files.createFile(home.resolve("lib/gpen.jar"));
    Path cache = cache();
    for (int start = 0; start < 2; start++) {
      Ended ended = run("restore");
      assertEquals(0, ended.code(), ended.err());
      List<String> arguments = ended.arguments();
      Path jar = Path.of(arguments.get(arguments.indexOf("-cp") + 1));
      assertTrue(jar.startsWith(cache) && !jar.toString().contains(":"), jar.toString());
      assertEquals(home.resolve("lib/gpen.jar").toRealPath(), jar.toRealPath());
      assertTrue(arguments.contains("-Dgpen.home=" + home.toRealPath()), arguments.toString());
    }
    environment.put("GPEN_CACHE", folder.resolve("12:30 photos/cache").toString());
    Ended refused = run();
    assertEquals(4, refused.code());
    assertTrue(refused.err().contains("path contains a colon: " + home), refused.err());
  }

  @Test
  void onlyShortCommandsGoWithoutTheSecondCompiler() throws Exception {
    String flag = "-XX:TieredStopAtLevel=1";
    for (String line : List.of("--help", "restore --help", "-V", "models list")) {
      assertTrue(run(line.split(" ")).arguments().contains(flag), line);
    }
    for (String line : List.of("restore -i a -o b", "models convert x", "models", "doctor")) {
      assertFalse(run(line.split(" ")).arguments().contains(flag), line);
    }
  }
}
