package io.gpen.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.gpen.files.PrivateFolder.UnsafeFolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
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
  void foldersAreCreatedForTheirOwnerOnly() throws IOException {
    Path mine = folder.resolve("new/mine");
    PrivateFolder.make(mine);
    for (Path created : List.of(mine, mine.getParent())) {
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(created)));
    }
    permit(mine, "rwxr-xr-x");
    PrivateFolder.make(mine);
    try (Stream<Path> left = Files.list(mine)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aNamedFolderThatOthersCanWriteToIsRefused() throws IOException {
    Path cache = Files.createDirectory(folder.resolve("cache"));
    // Shells complete the name of a folder with a slash.
    Map<String, String> environment = Map.of(CacheFolder.VARIABLE, cache + "/");
    CacheFolder.folder("models", environment, "");
    for (Path open : List.of(cache, cache.resolve("models"))) {
      permit(open, "rwxr-xrwx");
      IOException refused =
          assertThrows(IOException.class, () -> CacheFolder.folder("models", environment, ""));
      assertTrue(refused.getMessage().contains("chmod go-w " + open), refused.getMessage());
      permit(open, "rwx------");
    }
    CacheFolder.folder("models", environment, "");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFolderThatOthersCanReplaceIsRefused() throws IOException {
    Path parent = Files.createDirectory(folder.resolve("parent"));
    Path cache = Files.createDirectory(parent.resolve("cache"));
    permit(parent, "rwxrwxrwx");
    assertThrows(UnsafeFolderException.class, () -> PrivateFolder.make(cache));
    // As /tmp is: others may create files in it, but not rename ours.
    Files.setAttribute(parent, "unix:mode", 01777);
    PrivateFolder.make(cache);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theGroupOfTheUserAloneMayWrite() throws IOException {
    Path cache = Files.createDirectory(folder.resolve("cache"));
    permit(cache, "rwxrwxr-x");
    String owner = Files.getOwner(cache).getName();
    String group = Files.readAttributes(cache, PosixFileAttributes.class).group().getName();
    if (owner.equals(group)) {
      PrivateFolder.make(cache);
    } else {
      assertThrows(UnsafeFolderException.class, () -> PrivateFolder.make(cache));
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aDefaultFolderThatOthersCanWriteToIsPassedOver() throws IOException {
    Path home = folder.resolve("home");
    Path cache = Files.createDirectories(home.resolve(".cache/gpen"));
    permit(cache, "rwxrwxrwx");
    Path used = CacheFolder.folder("x", Map.of(), home.toString());
    assertFalse(used.startsWith(home), used.toString());
    assertTrue(log.list.toString().contains("chmod go-w " + cache), log.list.toString());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFolderOrLinkOfSomebodyElseIsNotTrusted() throws IOException {
    Path theirs = Files.createDirectory(folder.resolve("theirs"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("mine"));
    Files.createDirectory(folder.resolve("mine"));
    PrivateFolder.make(link);
    assumeTrue(isGivenAway(theirs) && isGivenAway(link), "only root can give a folder away");
    assertThrows(UnsafeFolderException.class, () -> PrivateFolder.make(theirs));
    assertThrows(UnsafeFolderException.class, () -> PrivateFolder.make(link));
  }

  private static void permit(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static boolean isGivenAway(Path file) {
    try {
      UserPrincipal nobody =
          file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
      Files.getFileAttributeView(file, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .setOwner(nobody);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
