package io.gpen.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class CacheFolderTest {

  @TempDir private Path folder;

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(CacheFolder.class);

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void detach() {
    logger.detachAppender(log);
  }

  /** The suite unpacks, converts and deletes there. */
  @Test
  void theTestsHaveACacheOfTheirOwn() throws IOException {
    Path target = Path.of("target").toAbsolutePath();
    Path cache = CacheFolder.folder("models").toAbsolutePath();
    assertTrue(
        cache.startsWith(target), () -> "set GPEN_CACHE to a folder in target, not " + cache);
  }

  @Test
  void theFirstFolderThatCanBeWrittenIsUsed() throws IOException {
    Path named = folder.resolve("named");
    Map<String, String> environment = Map.of(CacheFolder.VARIABLE, named.toString());
    assertEquals(named.resolve("x"), CacheFolder.folder("x", environment, ""));
    Path file = Files.writeString(folder.resolve("file"), "");
    Path home = folder.resolve("home");
    Map<String, String> blocked = Map.of("XDG_CACHE_HOME", file.toString());
    assertEquals(home.resolve(".cache/gpen/x"), CacheFolder.folder("x", blocked, home.toString()));
    Path fallback = CacheFolder.folder("x", blocked, "?");
    assertTrue(fallback.startsWith(System.getProperty("java.io.tmpdir")), fallback.toString());
    assertEquals(List.of(), log.list, "nobody named a folder that is not used");
  }

  @Test
  void aNamedFolderThatCannotBeWrittenIsSaidOnce() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Path home = folder.resolve("home");
    Map<String, String> blocked = Map.of(CacheFolder.VARIABLE, file.toString());
    for (String name : List.of("models", "engine", "models")) {
      CacheFolder.folder(name, blocked, home.toString());
    }
    assertEquals(1, log.list.size(), log.list.toString());
    String said = log.list.get(0).getFormattedMessage();
    assertTrue(said.contains("GPEN_CACHE is " + file), said);
    assertTrue(said.contains(home.resolve(".cache/gpen").toString()), said);
  }

  @Test
  void whatAProcessThatDiedLeftIsSweptWhenItIsOld() throws IOException {
    Map<String, String> environment = Map.of(CacheFolder.VARIABLE, folder.toString());
    Path models = Files.createDirectories(folder.resolve("models"));
    Path old = Files.writeString(models.resolve(".gpen-999999999-0123456789abcdef.tmp"), "");
    Path fresh = Files.writeString(models.resolve(".gpen-999999999-0123456789abcdee.tmp"), "");
    Path alive = TemporaryFiles.nameFor(models.resolve("x.pt"));
    Files.writeString(alive, "");
    Path model = Files.writeString(models.resolve("x.pt"), "");
    for (Path file : List.of(old, alive, model)) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    }
    CacheFolder.folder("models", environment, "");
    try (Stream<Path> left = Files.list(models)) {
      assertEquals(Stream.of(fresh, alive, model).sorted().toList(), left.sorted().toList());
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFolderInAPublicPlaceIsForItsOwnerOnly() throws IOException {
    Path mine = folder.resolve("mine");
    PrivateFolder.make(mine);
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(mine)));
    PrivateFolder.make(mine);
    Files.setPosixFilePermissions(mine, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThrows(IOException.class, () -> PrivateFolder.make(mine), "others may write to it");
    Files.setPosixFilePermissions(mine, PosixFilePermissions.fromString("rwxr-xr-x"));
    PrivateFolder.make(mine);
    Path link = Files.createSymbolicLink(folder.resolve("link"), mine);
    assertThrows(IOException.class, () -> PrivateFolder.make(link), "a link may be anybody's");
    try (Stream<Path> left = Files.list(mine)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFolderThatSomebodyElseMadeIsNotTrusted() throws IOException {
    Path theirs = Files.createDirectory(folder.resolve("theirs"));
    Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rwxr-xr-x"));
    assumeTrue(isGivenAway(theirs), "only root can give a folder away");
    assertThrows(IOException.class, () -> PrivateFolder.make(theirs));
  }

  private static boolean isGivenAway(Path file) {
    try {
      UserPrincipal nobody =
          file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
      Files.setOwner(file, nobody);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
