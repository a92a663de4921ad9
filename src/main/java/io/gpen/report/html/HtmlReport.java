package io.gpen.report.html;

import com.google.gson.Gson;
import io.gpen.batch.FaceRecord.Outcome;
import io.gpen.batch.manifest.Manifest;
import io.gpen.batch.manifest.ManifestIndex;
import io.gpen.batch.manifest.ManifestLine.Ended;
import io.gpen.batch.manifest.OrphanedOutputs;
import io.gpen.files.FileErrors;
import io.gpen.files.FileState;
import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.image.io.PhotoReader;
import io.gpen.report.pictures.PhotoPictures;
import io.gpen.report.pictures.PhotoPictures.State;
import io.gpen.report.pictures.ReportFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the report of an output folder from its manifest: an overview, a page for each photo, and
 * the pictures that are not there yet. Whatever has not changed since an earlier report stays.
 */
public final class HtmlReport {

  private static final Logger LOG = LoggerFactory.getLogger(HtmlReport.class);

  /** The page to open. */
  public static final String INDEX = "index.html";

  private static final String SCRIPT = "report.js";
  private static final Pattern PAGE = Pattern.compile("[0-9a-f]{16}\\.html");
  private static final Pattern PART = Pattern.compile("photos-\\d+\\.js");

  /** Photos in a part of the list; with names of 200 characters it has 200 kB. */
  private static final int PART_SIZE = 500;

  /** Each decodes a photo at a time. */
  private static final int MAX_THREADS = 4;

  /** Larger outputs have no pictures. */
  private static final long MAX_PIXELS = 400_000_000;

  private final Path output;
  private final Path report;
  private final List<ReportPhoto> photos;

  private HtmlReport(Path output, Path report, List<ReportPhoto> photos) {
    this.output = output;
    this.report = report;
    this.photos = photos;
  }

  /**
   * Writes a report.
   *
   * @param output the output folder
   * @param report the folder for the report, made if necessary
   * @return the page to open
   * @throws io.gpen.batch.BatchUsageException if the report's folder has other files, or the output
   *     folder has no manifest
   * @throws io.gpen.batch.BatchAbortedException if the manifest cannot be read
   * @throws IOException if the report cannot be written
   */
  public static Path write(Path output, Path report) throws IOException {
    ManifestIndex index = Manifest.existing(output);
    ReportFolder.refuseForeign(report, output);
    List<ReportPhoto> photos =
        index.entries().stream()
            .filter(entry -> OrphanedOutputs.input(entry).isPresent())
            .map(entry -> ReportPhoto.of(entry, output, report))
            .sorted(ReportPhoto.PROBLEMS_FIRST)
            .toList();
    ReportFolder.mark(report);
    return new HtmlReport(output, report, photos).write();
  }

  private Path write() throws IOException {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()));
    try {
      List<Future<?>> pages = new ArrayList<>();
      for (int i = 0; i < photos.size(); i++) {
        int number = i;
        pages.add(threads.submit(() -> writePage(number)));
      }
      for (Future<?> page : pages) {
        await(page);
      }
    } finally {
      threads.shutdownNow();
    }
    try (InputStream script = HtmlReport.class.getResourceAsStream(SCRIPT)) {
      ReportFolder.writeIfChanged(report.resolve(SCRIPT), script.readAllBytes());
    }
    int parts = writeParts();
    Path index = report.resolve(INDEX);
    write(index, OverviewPage.render(output, photos, parts));
    removeOld(parts);
    return index;
  }

  private static void await(Future<?> page) throws IOException {
    try {
      page.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UncheckedIOException io) {
        throw io.getCause();
      }
      throw e.getCause() instanceof RuntimeException unexpected
          ? unexpected
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the report was interrupted", e);
    }
  }

  private void writePage(int number) {
    ReportPhoto photo = photos.get(number);
    Path folder = report.resolve(PhotoPage.FOLDER);
    try {
      photo.done().ifPresent(done -> makePictures(photo, done));
      write(
          folder.resolve(photo.id() + ".html"),
          PhotoPage.render(photo, at(number - 1), at(number + 1), folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<ReportPhoto> at(int number) {
    return number < 0 || number >= photos.size()
        ? Optional.empty()
        : Optional.of(photos.get(number));
  }

  private static void makePictures(ReportPhoto photo, Ended done) {
    makePictures(photo, done, State.AFTER, photo.output(), done.written());
    if (photo.isRestored()) {
      makePictures(photo, done, State.BEFORE, photo.input(), done.source());
    }
  }

  /** The page says so if a picture cannot be made. */
  private static void makePictures(
      ReportPhoto photo, Ended done, State state, Path file, FileState expected) {
    PhotoPictures pictures = photo.pictures().orElseThrow();
    if (pictures.exist(state, photo.faces())) {
      return;
    }
    Optional<Photo> read = read(file, expected);
    if (read.isEmpty()) {
      return;
    }
    try (Photo pixels = read.get()) {
      int width = done.width() == null ? pixels.width() : done.width();
      pictures.write(state, pixels, width, photo.faces());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      LOG.warn("{} has no picture in the report: {}", file, FileErrors.reason(e));
    }
  }

  /** {@return a photo, if it is still that of the run and can be read} */
  private static Optional<Photo> read(Path file, FileState expected) {
    try {
      return Files.isRegularFile(file) && expected.stillHolds(file)
          ? Optional.of(PhotoReader.read(Files.readAllBytes(file), MAX_PIXELS))
          : Optional.empty();
    } catch (IOException | PhotoException | IllegalArgumentException e) {
      LOG.warn("{} has no picture in the report: {}", file, FileErrors.reason(e));
      return Optional.empty();
    }
  }

  private int writeParts() throws IOException {
    Gson gson = new Gson();
    int parts = Math.max(1, (photos.size() + PART_SIZE - 1) / PART_SIZE);
    for (int part = 0; part < parts; part++) {
      int from = part * PART_SIZE;
      List<Object[]> rows =
          photos.subList(from, Math.min(from + PART_SIZE, photos.size())).stream()
              .map(this::row)
              .toList();
      write(
          report.resolve("photos-" + (part + 1) + ".js"),
          "gpen.add(" + from + ", " + gson.toJson(rows) + ");\n");
    }
    return parts;
  }

  /** In the order in which the script takes them. */
  private Object[] row(ReportPhoto photo) {
    Optional<Path> thumbnail = photo.pictures().map(PhotoPictures::thumbnail).filter(Files::exists);
    return new Object[] {
      photo.id(),
      photo.name(),
      photo.outcome(),
      photo.restored() + photo.kept() + photo.count(Outcome.FAILED),
      photo.kept(),
      photo.count(Outcome.RESTORED_LIGHTLY),
      photo.count(Outcome.BELOW_SCORE),
      photo.warnings().size(),
      Math.round(10 * photo.seconds()) / 10.0,
      photo.pixels(),
      thumbnail.map(file -> Links.relative(file, report)).orElse(""),
      photo.done().isPresent() ? photo.facts() : photo.reason()
    };
  }

  private static void write(Path file, String text) throws IOException {
    ReportFolder.writeIfChanged(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Removes pages, pictures and parts of the list that belong to no photo any more. */
  private void removeOld(int parts) throws IOException {
    Set<Path> current = new HashSet<>();
    for (ReportPhoto photo : photos) {
      current.add(report.resolve(PhotoPage.FOLDER).resolve(photo.id() + ".html"));
      photo
          .pictures()
          .ifPresent(
              pictures -> {
                current.add(pictures.thumbnail());
                for (State state : State.values()) {
                  current.add(pictures.photo(state));
                  current.add(pictures.faces(state));
                }
              });
    }
    IntStream.rangeClosed(1, parts)
        .forEach(part -> current.add(report.resolve("photos-" + part + ".js")));
    remove(report.resolve(PhotoPage.FOLDER), file -> matches(PAGE, file), current);
    remove(PhotoPictures.in(report), PhotoPictures::isOurs, current);
    remove(report, file -> matches(PART, file), current);
  }

  private static boolean matches(Pattern pattern, Path file) {
    return pattern.matcher(file.getFileName().toString()).matches();
  }

  private static void remove(Path folder, Predicate<Path> ours, Set<Path> current)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (ours.test(file) && !current.contains(file)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
