package io.gpen.batch.manifest;

import io.gpen.batch.BatchAbortedException;
import io.gpen.files.FileErrors;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One run at a time in one output folder. The system holds the lock on behalf of the process and
 * frees it when the process dies, however it dies; a file beside it names the process for whoever
 * finds the lock taken.
 */
final class FolderLock implements AutoCloseable {

  /** The file that names the process; it is no lock itself and may outlive a process that died. */
  static final String HOLDER = ".gpen-lock";

  /** Beyond any content, since some systems let nobody else read what is locked. */
  private static final long POSITION = Long.MAX_VALUE - 1;

  /** Folders locked by this process, which the system would let it lock twice. */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileLock lock;

  private FolderLock(Path folder, FileLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Refuses a folder that another run of this process has locked. To be asked before the file is
   * opened: closing a second handle of it would free the lock of the first.
   *
   * @throws BatchAbortedException if it is locked
   */
  static void refuseIfHeldHere(Path folder) {
    if (isHeldHere(folder)) {
      throw taken(folder);
    }
  }

  /** {@return whether another run of this process has locked a folder} */
  static boolean isHeldHere(Path folder) {
    try {
      return HELD_HERE.contains(folder.toRealPath());
    } catch (IOException e) {
      throw new BatchAbortedException(
          "the output folder " + folder + " cannot be read: " + FileErrors.reason(e), e);
    }
  }

  /**
   * Takes the lock.
   *
   * @param folder the folder to lock
   * @param channel a file in it, open for writing
   * @throws BatchAbortedException if another process has it
   * @throws IOException if the file system knows no locks
   */
  static FolderLock take(Path folder, FileChannel channel) throws IOException {
    Path real = folder.toRealPath();
    FileLock lock = null;
    try {
      lock = channel.tryLock(POSITION, 1, false);
    } catch (OverlappingFileLockException e) {
      // Another run of this process was faster: the same as if another process had been.
    }
    if (lock == null) {
      throw taken(folder);
    }
    // Made anew: what stands there may be a link to somebody's file.
    Files.deleteIfExists(real.resolve(HOLDER));
    Files.writeString(
        real.resolve(HOLDER),
        Long.toString(ProcessHandle.current().pid()),
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE);
    HELD_HERE.add(real);
    return new FolderLock(real, lock);
  }

  private static BatchAbortedException taken(Path folder) {
    String holder;
    try {
      holder = " (process " + Files.readString(folder.resolve(HOLDER)).strip() + ")";
    } catch (IOException e) {
      holder = "";
    }
    return new BatchAbortedException(
        "another run"
            + holder
            + " is writing to "
            + folder
            + "; wait for it to finish, or stop it");
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(folder.resolve(HOLDER));
      lock.release();
    } catch (IOException e) {
      // The lock goes with the channel that is closed next; the name of its holder is only a hint.
    } finally {
      HELD_HERE.remove(folder);
    }
  }
}
