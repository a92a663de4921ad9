package io.gpen.zoo;

import io.gpen.files.FileErrors;
import io.gpen.files.Sha256;
import io.gpen.text.Wording;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/**
 * Fetches weights: resumes a broken download, checks size and digest, and gives the file its name
 * only when it is complete. A file that is already there is never replaced.
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
   * Fetches weights, unless the file is there already with the requested digest.
   *
   * @param request what to fetch and from where
   * @param listener hears of the progress
   * @return the digest of the file
   * @throws ModelException if the weights cannot be fetched or are not those that were requested,
   *     or if something else is in the place of the file; nothing is written then
   */
  public Sha256 fetch(FetchRequest request, FetchListener listener) {
    try {
      if (Files.exists(request.target(), LinkOption.NOFOLLOW_LINKS)) {
        return alreadyThere(request);
      }
      for (Path file : new Path[] {request.part(), request.tag()}) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isRegular(file)) {
          throw new ModelException(file + " is a link or not a regular file: remove it");
        }
      }
      Files.createDirectories(request.target().toAbsolutePath().getParent());
      return fetchMissing(request, listener);
    } catch (IOException e) {
      throw failed(request, e, "");
    }
  }

  private static Sha256 alreadyThere(FetchRequest request) throws IOException {
    Path target = request.target();
    if (!isRegular(target)) {
      throw new ModelException(
          target + " is a link or not a regular file: remove it to fetch the model");
    }
    if (request.sha256().isEmpty()) {
      throw new ModelException(
          Wording.format(
              "%s already exists, and without a known SHA-256 it cannot be checked"
                  + " whether it is %s: move it away to fetch the model",
              target, request.name()));
    }
    Sha256 digest = Sha256.ofFile(target);
    if (!request.sha256().get().equals(digest)) {
      throw new ModelException(
          Wording.format(
              "%s already exists but is not %s (its SHA-256 is %s, not %s): move it"
                  + " away to fetch the model",
              target, request.name(), digest, request.sha256().get()));
    }
    return digest;
  }

  private static boolean isRegular(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private Sha256 fetchMissing(FetchRequest request, FetchListener listener) throws IOException {
    try (FileChannel part =
            FileChannel.open(
                request.part(),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        FileLock lock = lock(part)) {
      if (lock == null) {
        throw new ModelException(request.part() + " is being written by another process");
      }
      try {
        download(request, part, listener);
      } catch (FileNotFoundException e) {
        discard(request);
        throw new ModelException("there is no " + request.source(), e);
      } catch (IOException e) {
        // Without a tag nobody can tell next time whether the source is still the same.
        boolean resumable = part.size() > 0 && Files.exists(request.tag());
        if (!resumable) {
          discard(request);
        }
        throw failed(
            request,
            e,
            resumable
                ? Wording.format(
                    "; the first %,d bytes are kept, run the same command again to continue",
                    part.size())
                : "");
      }
      part.force(true);
    }
    return finish(request);
  }

  private static ModelException failed(FetchRequest request, IOException e, String whatToDo) {
    return new ModelException(
        Wording.format(
            "cannot fetch %s from %s: %s%s", request.name(), request.source(), reason(e), whatToDo),
        e);
  }

  private static FileLock lock(FileChannel part) throws IOException {
    try {
      return part.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Tries again as long as that may help: a server that refuses is asked once. */
  private void download(FetchRequest request, FileChannel part, FetchListener listener)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        new Download(request, part, listener).run();
        return;
      } catch (FileNotFoundException | FileSystemException | RefusedException e) {
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
    long size = Files.size(part);
    OptionalLong expected = request.bytes();
    if (expected.isPresent() && expected.getAsLong() != size) {
      discard(request);
      throw wrongSize(request, size);
    }
    Sha256 digest = Sha256.ofFile(part);
    if (request.sha256().isPresent() && !request.sha256().get().equals(digest)) {
      discard(request);
      throw new ModelException(
          Wording.format(
              "%s from %s has the SHA-256 %s, but should have %s; nothing was kept",
              request.name(), request.source(), digest, request.sha256().get()));
    }
    if (Files.exists(request.target(), LinkOption.NOFOLLOW_LINKS)) {
      throw new ModelException(
          request.target() + " appeared during the download: move it away and run this again");
    }
    Files.move(part, request.target(), StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(request.tag());
    return digest;
  }

  private static ModelException wrongSize(FetchRequest request, long size) {
    return new ModelException(
        Wording.format(
            "%s has %d bytes at %s, but should have %d; nothing was kept",
            request.name(), size, request.source(), request.bytes().getAsLong()));
  }

  private static void discard(FetchRequest request) {
    try {
      Files.deleteIfExists(request.part());
      Files.deleteIfExists(request.tag());
    } catch (IOException e) {
      // The next attempt overwrites it.
    }
  }

  private static String reason(IOException e) {
    if (e instanceof UnknownHostException) {
      return "unknown host; check the network connection";
    }
    return e instanceof FileSystemException failure
        ? failure.getFile() + ": " + FileErrors.reason(e)
        : FileErrors.reason(e);
  }

  /** The server understood and refuses; asking again does not help. */
  static final class RefusedException extends IOException {

    private static final long serialVersionUID = 1;

    RefusedException(String message) {
      super(message);
    }
  }
}
