package io.gpen.batch.run;

import io.gpen.batch.BatchAbortedException;
import io.gpen.files.AtomicFile;
import io.gpen.files.FileErrors;
import io.gpen.files.FileState;
import io.gpen.files.FileSteps;
import io.gpen.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.util.List;

/** Writes outputs: whole or not at all, and never over somebody else's file. */
final class OutputWriter {

  private final boolean overwrite;
  private final FileSteps steps;

  OutputWriter(boolean overwrite, FileSteps steps) {
    this.overwrite = overwrite;
    this.steps = steps;
  }

  /**
   * Writes a photo, with the modification time and the permissions of its input.
   *
   * @param root the output folder
   * @param job the photo; hears what is about to stand there just before it does
   * @param bytes the photo as a file
   * @param warnings receives what could not be kept
   * @return the file as written
   * @throws OutputException if only this file cannot be written
   * @throws BatchAbortedException if the output folder cannot be written
   */
  FileState write(Path root, PhotoJob job, byte[] bytes, List<String> warnings) throws IOException {
    ExistingOutput target = job.target();
    AtomicFile.Finish finish =
        temporary -> {
          keepPermissions(job.input().file(), temporary, warnings);
          keepTime(job.input().modified(), temporary, warnings);
          Instant modified = Files.getLastModifiedTime(temporary).toInstant();
          job.intends(new FileState(bytes.length, modified, job.input().digestOf(bytes)));
          if (!overwrite && !target.isUnchanged()) {
            throw new OutputException(SkipPolicy.foreign(target.file()));
          }
          job.commit();
        };
    write(root, target.file(), bytes, finish);
    return job.intended();
  }

  /**
   * Writes a picture beside the photos.
   *
   * @param root the folder for such pictures
   * @param file the file; replaced if it is there
   * @param bytes the picture
   * @return the file as written
   * @throws OutputException if only this file cannot be written
   * @throws BatchAbortedException if the folder cannot be written
   */
  FileState write(Path root, Path file, byte[] bytes) throws IOException {
    write(root, file, bytes, temporary -> {});
    Instant modified = Files.getLastModifiedTime(file).toInstant();
    return new FileState(bytes.length, modified, Sha256.of(bytes));
  }

  private void write(Path root, Path file, byte[] bytes, AtomicFile.Finish finish)
      throws IOException {
    try {
      Files.createDirectories(file.getParent());
      steps.reached("made folder", file);
      AtomicFile.write(file, out -> out.write(bytes), finish, steps);
    } catch (OutputException e) {
      throw e;
    } catch (IOException e) {
      WriteProbe.check(root, bytes.length, e);
      throw new OutputException(file + " cannot be written: " + FileErrors.reason(e), e);
    }
  }

  private static void keepTime(Instant modified, Path temporary, List<String> warnings) {
    try {
      Files.setLastModifiedTime(temporary, FileTime.from(modified));
    } catch (IOException e) {
      warnings.add("The modification time could not be kept: " + FileErrors.reason(e) + ".");
    }
  }

  private static void keepPermissions(Path input, Path temporary, List<String> warnings) {
    PosixFileAttributeView view =
        Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    try {
      view.setPermissions(Files.readAttributes(input, PosixFileAttributes.class).permissions());
    } catch (IOException | UnsupportedOperationException e) {
      warnings.add("The permissions could not be kept: " + FileErrors.reason(e) + ".");
    }
  }

  /** One output cannot be written, though others can; the message is the reason and the remedy. */
  static final class OutputException extends IOException {

    private static final long serialVersionUID = 1;

    OutputException(String message) {
      super(message);
    }

    OutputException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
