package io.gpen.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Says why work on a file failed; many exceptions of the JDK have only the file's name. */
public final class FileErrors {

  private FileErrors() {}

  /**
   * {@return the same error with the name of the file that it is about}
   *
   * @param file the file
   * @param error has no name, or that of another file
   */
  static FileSystemException about(Path file, IOException error) {
    FileSystemException named = new FileSystemException(file.toString(), null, reason(error));
    named.initCause(error);
    return named;
  }

  /**
   * {@return the reason in a few words, without the name of the file}
   *
   * @param thrown what was thrown
   */
  public static String reason(Throwable thrown) {
    if (thrown instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (thrown instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (thrown instanceof FileAlreadyExistsException || thrown instanceof NotDirectoryException) {
      return "there is a file where a folder is needed";
    }
    if (thrown instanceof DirectoryNotEmptyException) {
      return "the folder is not empty";
    }
    if (thrown instanceof FileSystemException failure && failure.getReason() != null) {
      return failure.getReason();
    }
    return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
  }
}
