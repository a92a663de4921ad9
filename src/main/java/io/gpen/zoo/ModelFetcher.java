package io.gpen.zoo;

import io.gpen.files.Sha256;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/**
 * Brings weights to this machine: goes on where a broken download ended, checks size and digest,
 * and gives the file its name only when it is whole.
 */
public final class ModelFetcher {

  private static final int ATTEMPTS = 4;

  private final long pauseMillis;

  /** Makes a fetcher that waits a little before it tries again. */
  public ModelFetcher() {
    this(2000);
  }

  ModelFetcher(long pauseMillis) {
    this.pauseMillis = pauseMillis;
  }

  /**
   * Fetches weights.
   *
   * @param request what and whence
   * @param listener hears of the progress
   * @return the digest of the file
   * @throws ModelException if they cannot be had or are not what was asked for
   */
  public Sha256 fetch(FetchRequest request, FetchListener listener) {
    try {
      Files.createDirectories(request.target().toAbsolutePath().getParent());
      try (FileChannel part =
              FileChannel.open(
                  request.part(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = lock(part)) {
        if (lock == null) {
          throw new ModelException(request.part() + " is being written by somebody else");
        }
        download(request, part, listener);
        part.force(true);
      }
      return finish(request);
    } catch (FileNotFoundException | NoSuchFileException e) {
      discard(request);
      throw new ModelException("there is no " + request.source() + " (any more)", e);
    } catch (IOException e) {
      throw new ModelException(
          "%s could not be fetched from %s (%s); the same command goes on from what has come so far"
              .formatted(request.name(), request.source(), words(e)),
          e);
    }
  }

  private static FileLock lock(FileChannel part) throws IOException {
    try {
      return part.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Tries again as long as that may help: a server that says no is asked once. */
  private void download(FetchRequest request, FileChannel part, FetchListener listener)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        new Download(request, part, listener).run();
        return;
      } catch (FileNotFoundException | NoSuchFileException | RefusedException e) {
        throw e;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        pause();
      }
    }
  }

  private void pause() throws IOException {
    try {
      Thread.sleep(pauseMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static Sha256 finish(FetchRequest request) throws IOException {
    Path part = request.part();
    OptionalLong expected = request.bytes();
    if (expected.isPresent() && expected.getAsLong() != Files.size(part)) {
      long size = Files.size(part);
      discard(request);
      throw new ModelException(
          "%s has %d bytes at %s, but should have %d; nothing was kept"
              .formatted(request.name(), size, request.source(), expected.getAsLong()));
    }
    Sha256 digest = Sha256.ofFile(part);
    if (request.sha256().isPresent() && !request.sha256().get().equals(digest)) {
      discard(request);
      throw new ModelException(
          "%s from %s has the SHA-256 %s, but should have %s; nothing was kept"
              .formatted(request.name(), request.source(), digest, request.sha256().get()));
    }
    Files.move(
        part,
        request.target(),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(request.tag());
    return digest;
  }

  private static void discard(FetchRequest request) {
    try {
      Files.deleteIfExists(request.part());
      Files.deleteIfExists(request.tag());
    } catch (IOException e) {
      // The next attempt writes over it.
    }
  }

  private static String words(IOException e) {
    if (e instanceof java.net.UnknownHostException) {
      return "its server is not known here: is this machine offline?";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** The server understood and will not; asking again does not help. */
  static final class RefusedException extends IOException {

    private static final long serialVersionUID = 1;

    RefusedException(String message) {
      super(message);
    }
  }
}
