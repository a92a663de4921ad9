package io.gpen.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of native libraries that are unpacked once from the program's jars. Their SHA-256 are
 * computed from the jars and kept in a file outside the folder, in the format of {@code sha256sum}.
 *
 * <p>Reading 500 MB at each start would take longer than restoring a photo. So a library is read
 * and compared in full after it was unpacked, whenever its size, times or identity have changed
 * since (see {@link FileHashes}), and by {@link #defect()}. A folder with a missing, different or
 * additional file is unpacked again: whatever is in it may be loaded.
 */
public final class UnpackedFolder {

  private static final Logger LOG = LoggerFactory.getLogger(UnpackedFolder.class);

  /** Another process may be unpacking at this moment; that takes seconds. */
  private static final Duration OUT_OF_USE = Duration.ofHours(1);

  private final Path folder;
  private final Map<String, URL> resources;
  private final Path sums;
  private final FileHashes hashes;

  /**
   * Describes a folder; nothing is read or written yet.
   *
   * @param folder the folder, alone for these files; it need not exist
   * @param records an existing folder for the digests; not the folder itself
   * @param resources file names and where their content is
   */
  public UnpackedFolder(Path folder, Path records, Map<String, URL> resources) {
    this.folder = folder.toAbsolutePath();
    this.resources = new TreeMap<>(resources);
    this.sums = records.resolve(folder.getFileName() + ".sha256");
    this.hashes = new FileHashes(records.resolve("hashes.json"));
  }

  /**
   * Unpacks the files unless they are there and intact. Several processes may do so at a time.
   *
   * @throws IOException if they cannot be unpacked, or cannot be read back as they were written
   */
  public void ensure() throws IOException {
    if (defect(false).isEmpty()) {
      return;
    }
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      LOG.info("{} is unpacked again: {}", folder, defect(false).orElse("another process did"));
    }
    unpack();
    Optional<String> defect = defect(false);
    if (defect.isPresent()) {
      throw new IOException(
          folder
              + " could not be read back as it was written ("
              + defect.get()
              + "): check the disk");
    }
  }

  /**
   * {@return what is wrong with the folder, if anything; every byte is read}
   *
   * @throws IOException if it cannot be read
   */
  public Optional<String> defect() throws IOException {
    return defect(true);
  }

  private Optional<String> defect(boolean everyByte) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of("it is missing");
    }
    Set<String> names = names();
    if (!names.equals(resources.keySet())) {
      return Optional.of("it holds " + names + " instead of " + resources.keySet());
    }
    Map<String, String> expected = expected();
    for (Map.Entry<String, URL> library : resources.entrySet()) {
      Path file = folder.resolve(library.getKey());
      boolean same =
          Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
              && Files.size(file) == library.getValue().openConnection().getContentLengthLong()
              && (everyByte ? Sha256.ofFile(file) : hashes.of(file))
                  .hex()
                  .equals(expected.get(library.getKey()));
      if (!same) {
        return Optional.of(library.getKey() + " does not have the content that was unpacked");
      }
    }
    return Optional.empty();
  }

  private Set<String> names() throws IOException {
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    return names;
  }

  /** Empty where a version of the program unpacked that kept no digests. */
  private Map<String, String> expected() throws IOException {
    if (!Files.exists(sums)) {
      return Map.of();
    }
    return Files.readAllLines(sums).stream()
        .map(line -> line.split(" {2}", 2))
        .filter(parts -> parts.length == 2)
        .collect(Collectors.toMap(parts -> parts[1], parts -> parts[0], (a, b) -> a));
  }

  private void unpack() throws IOException {
    Path parent = Files.createDirectories(folder.getParent());
    sweep(parent);
    Path temporary = Files.createDirectory(TemporaryFiles.nameFor(folder));
    try {
      StringBuilder lines = new StringBuilder();
      for (Map.Entry<String, URL> library : resources.entrySet()) {
        Sha256 digest = copy(library.getValue(), temporary.resolve(library.getKey()));
        lines.append(digest).append("  ").append(library.getKey()).append('\n');
      }
      if (defect(false).isPresent()) {
        AtomicFile.write(sums, lines.toString().getBytes(StandardCharsets.UTF_8));
        delete(folder);
        Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
      } else {
        // It may be loading what it unpacked.
        LOG.debug("another process unpacked {} in the meantime", folder);
      }
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      LOG.debug("another process unpacked {} in the meantime", folder, e);
    } finally {
      delete(temporary);
    }
  }

  private static Sha256 copy(URL resource, Path target) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = new DigestInputStream(resource.openStream(), digest);
        OutputStream out = Files.newOutputStream(target)) {
      in.transferTo(out);
    }
    return Sha256.finish(digest);
  }

  /** What a process that died while it unpacked left behind: up to 500 MB. */
  private static void sweep(Path parent) throws IOException {
    FileTime longAgo = FileTime.from(Instant.now().minus(OUT_OF_USE));
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(parent, f -> TemporaryFiles.isOrphan(f) && Files.isDirectory(f))) {
      for (Path left : folders) {
        if (Files.getLastModifiedTime(left).compareTo(longAgo) < 0) {
          delete(left);
        }
      }
    }
  }

  private static void delete(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path inner, IOException e) throws IOException {
            if (e != null) {
              throw e;
            }
            Files.delete(inner);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
