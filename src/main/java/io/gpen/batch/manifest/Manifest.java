package io.gpen.batch.manifest;

import io.gpen.batch.BatchAbortedException;
import io.gpen.batch.BatchUsageException;
import io.gpen.files.FileErrors;
import io.gpen.files.FileSteps;
import io.gpen.files.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file in the output folder that remembers what was done: JSON lines, only ever appended to,
 * each flushed to the disk. Whoever has it open holds the folder's lock.
 */
public final class Manifest implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Manifest.class);

  /** The name of the file. */
  public static final String NAME = "gpen-manifest.jsonl";

  /** Names in an output folder that no photo may have. */
  public static final List<String> RESERVED = List.of(NAME, FolderLock.HOLDER);

  /** Enough for many lines. */
  private static final long TAIL = 1 << 18;

  private final Path file;
  private final FileChannel channel;
  private final FolderLock lock;
  private final FileSteps steps;
  private boolean torn;

  private Manifest(Path file, FileChannel channel, FolderLock lock, FileSteps steps) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
    this.steps = steps;
  }

  /**
   * Opens the manifest of a folder and takes the folder's lock; makes both folder and file if they
   * are not there.
   *
   * @throws BatchAbortedException if another run holds the lock, or nothing can be written there
   */
  public static Manifest open(Path folder, FileSteps steps) {
    Path file = folder.resolve(NAME);
    FileChannel channel = null;
    FolderLock lock = null;
    try {
      Files.createDirectories(folder);
      FolderLock.refuseIfHeldHere(folder);
      if (!Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
        refuseLink(file);
      }
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      lock = FolderLock.take(folder, channel);
      Manifest manifest = new Manifest(file, channel, lock, steps);
      manifest.torn = manifest.endsTorn();
      return manifest;
    } catch (IOException e) {
      if (lock != null) {
        lock.close();
      }
      closeQuietly(channel);
      throw new BatchAbortedException(
          "the output folder " + folder + " cannot be written: " + FileErrors.reason(e), e);
    } catch (BatchAbortedException e) {
      closeQuietly(channel);
      throw e;
    }
  }

  /**
   * {@return what the manifest of a folder says, without taking the lock; empty if there is none}
   *
   * @throws BatchAbortedException if it is there and cannot be read, or this process has it locked
   */
  public static ManifestIndex peek(Path folder) {
    Path file = folder.resolve(NAME);
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return new ManifestIndex(0);
    }
    refuseLink(file);
    FolderLock.refuseIfHeldHere(folder);
    try (InputStream in = Files.newInputStream(file)) {
      return read(file, in, Files.size(file));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * {@return what the manifest of a folder says that runs wrote to, without taking the lock}
   *
   * @throws BatchUsageException if there is none
   * @throws BatchAbortedException as {@link #peek}
   */
  public static ManifestIndex existing(Path folder) {
    if (Files.notExists(folder.resolve(NAME), LinkOption.NOFOLLOW_LINKS)) {
      throw new BatchUsageException(
          folder + " has no " + NAME + "; name a folder that gpen restore wrote to");
    }
    return peek(folder);
  }

  /** Writing through a link would change what it leads to; reading a pipe would wait for ever. */
  private static void refuseLink(Path file) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        throw new BatchAbortedException(
            "the manifest "
                + file
                + " is not a regular file; move it, or choose another output folder");
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * {@return which of several digests of a model was in use last in a folder; nothing if none of
   * the last lines has one of them, or there is no manifest}
   *
   * @param folder the output folder
   * @param role the role of the model, such as {@code generator}
   * @param digests what the model may have been
   */
  public static Optional<Sha256> lastModel(Path folder, String role, Set<Sha256> digests) {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file) || FolderLock.isHeldHere(folder)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer tail = ByteBuffer.allocate((int) Math.min(TAIL, channel.size()));
      channel.read(tail, channel.size() - tail.capacity());
      List<String> lines = new String(tail.array(), StandardCharsets.UTF_8).lines().toList();
      for (int i = lines.size() - 1; i >= 0; i--) {
        Optional<Sha256> model =
            ManifestJson.read(lines.get(i))
                .map(ManifestLine::fingerprint)
                .map(fingerprint -> fingerprint.models().get(role))
                .map(Sha256::new)
                .filter(digests::contains);
        if (model.isPresent()) {
          return model;
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      // The run that follows reads the manifest and says what is wrong with it.
      return Optional.empty();
    }
  }

  /**
   * {@return what the manifest says}
   *
   * @param peeked what it said before the lock was taken; it is read again only if it has grown
   * @throws BatchAbortedException if it cannot be read
   */
  public ManifestIndex read(ManifestIndex peeked) {
    try {
      if (channel.size() == peeked.size()) {
        return peeked;
      }
      // Not closed: closing any handle of the file would give up the lock.
      return read(file, Channels.newInputStream(channel.position(0)), channel.size());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static ManifestIndex read(Path file, InputStream in, long size) throws IOException {
    ManifestIndex index = new ManifestIndex(size);
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    long read = 0;
    long damaged = 0;
    String line = lines.readLine();
    while (line != null) {
      String next = lines.readLine();
      Optional<ManifestLine> known = ManifestJson.read(line);
      known.ifPresent(index::add);
      read += known.isPresent() ? 1 : 0;
      // The last line of a run that was killed is often half a line.
      damaged +=
          known.isEmpty() && next != null && !line.isBlank() && !line.startsWith("{\"") ? 1 : 0;
      line = next;
    }
    if (read == 0 && damaged > 0) {
      throw new BatchAbortedException(
          file + " is no manifest of gpen; move it, or choose another output folder");
    }
    if (damaged > 0) {
      LOG.warn(
          "damaged lines in {}: {}; what they recorded is unknown, and outputs that are not"
              + " recorded are not replaced without --overwrite",
          file,
          damaged);
    }
    return index;
  }

  /**
   * Appends a line and flushes it to the disk.
   *
   * @throws BatchAbortedException if it cannot be written
   */
  public synchronized void append(ManifestLine line) {
    String text = (torn ? "\n" : "") + ManifestJson.write(line) + "\n";
    torn = true;
    String what = line instanceof ManifestLine.Started ? "start" : "end";
    try {
      steps.reached("noting " + what, file);
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      channel.position(channel.size());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
      torn = false;
      steps.reached("noted " + what, file);
    } catch (IOException e) {
      throw new BatchAbortedException(
          "the manifest " + file + " cannot be written: " + FileErrors.reason(e), e);
    }
  }

  /** A process that died, or a full disk, may have left half a line. */
  private boolean endsTorn() throws IOException {
    if (channel.size() == 0) {
      return false;
    }
    ByteBuffer last = ByteBuffer.allocate(1);
    channel.read(last, channel.size() - 1);
    return last.get(0) != '\n';
  }

  private static BatchAbortedException unreadable(Path file, IOException e) {
    return new BatchAbortedException(
        "the manifest " + file + " cannot be read: " + FileErrors.reason(e), e);
  }

  @Override
  public void close() {
    lock.close();
    closeQuietly(channel);
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // Every line was flushed when it was written: nothing is lost.
    }
  }
}
