package io.gpen.degrade;

import io.gpen.files.AtomicFile;
import io.gpen.files.FileErrors;
import io.gpen.files.PathText;
import io.gpen.files.TemporaryFiles;
import io.gpen.image.OpenCv;
import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.image.io.PhotoReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.opencv.core.CvException;

/** Makes the degraded copies of a request, and the clear halves if they are asked for. */
public final class DegradeRun {

  private final DegradeRequest request;

  private DegradeRun(DegradeRequest request) {
    this.request = request;
  }

  /**
   * Makes the copies one after the other. A photo that fails does not stop the others.
   *
   * @param request what to copy, and how
   * @param listener called with the outcome of each photo
   * @param stop asked before each photo; the remaining photos are left if it returns true
   * @return the outcomes in the order of the names
   * @throws DegradeUsageException if an output would be an input, or the output folder is of a run
   *     with other parameters; nothing has been written
   * @throws IOException if an output folder cannot be written
   */
  public static DegradeResult run(
      DegradeRequest request, Consumer<CopyOutcome> listener, BooleanSupplier stop)
      throws IOException {
    CopyPlan plan = CopyPlan.of(request);
    for (Path folder : request.written()) {
      // Left behind by a run that was killed.
      TemporaryFiles.sweep(folder, TemporaryFiles::isOrphan, inner -> false);
    }
    writeSettings(request);
    OpenCv.load();
    List<CopyOutcome> outcomes = new ArrayList<>(plan.failed());
    plan.failed().forEach(listener);
    DegradeRun run = new DegradeRun(request);
    boolean stopped = false;
    for (CopyPlan.Copy copy : plan.copies()) {
      stopped = stop.getAsBoolean();
      if (stopped) {
        break;
      }
      CopyOutcome outcome = run.make(copy);
      outcomes.add(outcome);
      listener.accept(outcome);
    }
    outcomes.sort(Comparator.comparing(CopyOutcome::name));
    return new DegradeResult(request.settings(), outcomes, stopped);
  }

  /** Before the copies, so that a run that ends early can be repeated too. */
  private static void writeSettings(DegradeRequest request) throws IOException {
    Path file = request.output().resolve(DegradeSettings.FILE);
    byte[] text = request.settings().text().getBytes(StandardCharsets.UTF_8);
    if (isSame(file, text)) {
      return;
    }
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !request.overwrite()) {
      throw new DegradeUsageException(
          file
              + " is of a run with other parameters; choose another output folder, or use"
              + " --overwrite to replace it");
    }
    write(file, text);
  }

  private CopyOutcome make(CopyPlan.Copy copy) throws IOException {
    long seed = DegradationDraw.seedOf(request.settings().seed(), copy.name());
    EncodedPair pair;
    try (Photo photo = PhotoReader.read(Files.readAllBytes(copy.photo()), request.maxPixels())) {
      pair = EncodedPair.of(photo, request.settings(), seed);
    } catch (IOException | PhotoException | CvException | OutOfMemoryError e) {
      return new CopyOutcome.Failed(copy.name(), FileErrors.reason(e));
    }
    return write(copy, pair);
  }

  private CopyOutcome write(CopyPlan.Copy copy, EncodedPair pair) throws IOException {
    // The clear half first: a copy on its own would look like a complete pair.
    Map<Path, byte[]> files = new LinkedHashMap<>();
    request
        .clear()
        .ifPresent(folder -> files.put(PathText.resolve(folder, copy.target()), pair.clear()));
    Path output = PathText.resolve(request.output(), copy.target());
    files.put(output, pair.degraded());
    boolean isNew = false;
    for (Map.Entry<Path, byte[]> file : files.entrySet()) {
      boolean same = isSame(file.getKey(), file.getValue());
      if (!same && !request.overwrite() && Files.exists(file.getKey(), LinkOption.NOFOLLOW_LINKS)) {
        return new CopyOutcome.Failed(
            copy.name(),
            file.getKey() + " already exists and differs; use --overwrite to replace it");
      }
      isNew |= !same;
    }
    if (isNew) {
      for (Map.Entry<Path, byte[]> file : files.entrySet()) {
        write(file.getKey(), file.getValue());
      }
    }
    return new CopyOutcome.Made(
        copy.name(), output, pair.width(), pair.height(), pair.degradation(), isNew);
  }

  private static boolean isSame(Path file, byte[] bytes) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == bytes.length
        && Arrays.equals(Files.readAllBytes(file), bytes);
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try {
      Files.createDirectories(file.getParent());
      AtomicFile.write(file, bytes);
    } catch (IOException e) {
      throw new IOException("cannot write " + file + ": " + FileErrors.reason(e), e);
    }
  }
}
