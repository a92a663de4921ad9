package io.gpen.batch.run;

import io.gpen.batch.BatchAbortedException;
import io.gpen.batch.BatchRequest;
import io.gpen.batch.BatchUsageException;
import io.gpen.batch.manifest.Manifest;
import io.gpen.batch.scan.ScannedPhoto;
import io.gpen.batch.scan.SidePictureName;
import io.gpen.files.FileErrors;
import io.gpen.files.FileIdentity;
import io.gpen.files.PathText;
import io.gpen.report.pictures.ReportFolder;
import io.gpen.restore.FaceTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks before a run that no output is an input, by whatever path or link. */
final class InputGuard {

  private InputGuard() {}

  /**
   * Checks the folders alone.
   *
   * @throws BatchUsageException if a folder to write to is an input
   */
  static void checkFolders(BatchRequest request) {
    for (Path folder : written(request)) {
      for (Path input : request.inputs()) {
        if (isSame(folder, input)) {
          throw new BatchUsageException(folder + " is an input; choose another folder to write to");
        }
      }
    }
    request.report().ifPresent(folder -> checkReport(folder, request.output()));
    masks(request).ifPresent(folder -> checkMasks(folder, request));
  }

  private static void checkMasks(Path folder, BatchRequest request) {
    if (!Files.isDirectory(folder)) {
      throw new BatchUsageException(
          "there is no folder " + folder + "; name the folder with the masks (--masks)");
    }
    for (Path input : request.inputs()) {
      if (isSame(folder, input)) {
        throw new BatchUsageException(
            folder + " is an input; put the masks into another folder (--masks)");
      }
    }
  }

  private static Optional<Path> masks(BatchRequest request) {
    return request.restore().task() instanceof FaceTask.Inpaint inpaint
        ? Optional.of(inpaint.masks())
        : Optional.empty();
  }

  /** {@return the folders inside the inputs whose pictures are no photos} */
  static List<Path> withoutPhotos(BatchRequest request) {
    List<Path> folders = written(request);
    masks(request).ifPresent(folders::add);
    return folders;
  }

  private static void checkReport(Path folder, Path output) {
    try {
      ReportFolder.refuseForeign(folder, output);
    } catch (IOException e) {
      throw new BatchAbortedException(folder + " cannot be read: " + FileErrors.reason(e), e);
    }
  }

  /** {@return the folders that a run writes to} */
  static List<Path> written(BatchRequest request) {
    List<Path> folders = new ArrayList<>(List.of(request.output()));
    request.saveFaces().ifPresent(folders::add);
    request.compare().ifPresent(folders::add);
    request.report().ifPresent(folders::add);
    return folders;
  }

  /**
   * Checks every file that would be written.
   *
   * @param request the request
   * @param photos the inputs
   * @param outputs their places in the output folder
   * @throws BatchUsageException if one is an input
   */
  static void checkFiles(
      BatchRequest request, List<ScannedPhoto> photos, Collection<String> outputs) {
    Map<FileIdentity, Path> inputs = new HashMap<>();
    for (ScannedPhoto photo : photos) {
      if (Files.exists(photo.file())) {
        inputs.put(identity(photo.file()), photo.file());
      }
    }
    Manifest.RESERVED.forEach(name -> check(request.output().resolve(name), inputs));
    for (String output : outputs) {
      check(PathText.resolve(request.output(), output), inputs);
    }
    request.saveFaces().ifPresent(folder -> checkPictures(folder, inputs));
    request.compare().ifPresent(folder -> checkPictures(folder, inputs));
  }

  /** How many pictures a photo will have is not known yet, so those that are there are checked. */
  private static void checkPictures(Path folder, Map<FileIdentity, Path> inputs) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> SidePictureName.matches(file.getFileName().toString()))
          .forEach(file -> check(file, inputs));
    } catch (IOException | UncheckedIOException e) {
      throw new BatchAbortedException(folder + " cannot be read: " + FileErrors.reason(e), e);
    }
  }

  private static void check(Path output, Map<FileIdentity, Path> inputs) {
    if (Files.exists(output)) {
      Path input = inputs.get(identity(output));
      if (input != null) {
        throw new BatchUsageException(
            "the output " + output + " is the input " + input + "; choose another output folder");
      }
    }
  }

  private static boolean isSame(Path a, Path b) {
    return Files.exists(a) && Files.exists(b) && identity(a).equals(identity(b));
  }

  private static FileIdentity identity(Path file) {
    try {
      return FileIdentity.of(file);
    } catch (IOException e) {
      // It cannot be read, so it cannot be overwritten either.
      return new FileIdentity(file.toAbsolutePath());
    }
  }
}
