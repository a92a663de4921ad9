package io.gpen.report.pictures;

import io.gpen.batch.BatchUsageException;
import io.gpen.files.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The folder of a report. Its style sheet marks it: what is in such a folder is not taken for
 * photos, and no other folder that has files is written to.
 */
public final class ReportFolder {

  /** The style sheet; {@link #mark} writes it before anything else. */
  public static final String STYLE = "gpen-report.css";

  private ReportFolder() {}

  /**
   * {@return whether a folder holds a report}
   *
   * @param folder any folder
   */
  public static boolean isReport(Path folder) {
    return Files.isRegularFile(folder.resolve(STYLE), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Refuses a folder in which a report might replace files of others. Touches nothing.
   *
   * @param folder where a report is to be written
   * @param output the output folder that the report is about
   * @throws BatchUsageException if it is the output folder, no folder, or has files and no report
   * @throws IOException if it cannot be read
   */
  public static void refuseForeign(Path folder, Path output) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new BatchUsageException(folder + " is not a folder; choose another for the report");
    }
    if (Files.exists(output) && Files.isSameFile(folder, output)) {
      throw new BatchUsageException(
          folder + " is the output folder; choose another folder for the report");
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      if (files.iterator().hasNext() && !isReport(folder)) {
        throw new BatchUsageException(
            folder + " has files and is no report of gpen; choose another folder for the report");
      }
    }
  }

  /**
   * Makes the folder and marks it as a report.
   *
   * @param folder the folder
   * @throws IOException if it cannot be written
   */
  public static void mark(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (InputStream style = ReportFolder.class.getResourceAsStream(STYLE)) {
      writeIfChanged(folder.resolve(STYLE), style.readAllBytes());
    }
  }

  /**
   * Writes a file unless it has this content already; its folder is made if necessary.
   *
   * @param file the file
   * @param content its bytes
   * @throws IOException if it cannot be written; it is then as it was
   */
  public static void writeIfChanged(Path file, byte[] content) throws IOException {
    boolean same =
        Files.isRegularFile(file)
            && Files.size(file) == content.length
            && Arrays.equals(Files.readAllBytes(file), content);
    if (!same) {
      Files.createDirectories(file.getParent());
      AtomicFile.write(file, content);
    }
  }
}
