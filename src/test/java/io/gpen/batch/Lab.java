package io.gpen.batch;

import io.gpen.files.FileSteps;
import io.gpen.files.Sha256;
import io.gpen.image.OutputOptions;
import io.gpen.restore.RestoreOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder of fake photos, and runs on it. The fields are what a test turns. */
final class Lab {

  static final Instant TAKEN = Instant.parse("2019-05-04T03:02:01.123456Z");

  final Path root;
  final Path in;
  final Path out;
  FakePhotos photos = new FakePhotos();
  List<Path> inputs;
  boolean recursive;
  List<String> excludes = List.of();
  RestoreOptions restore = RestoreOptions.DEFAULTS;
  OutputOptions write = OutputOptions.DEFAULTS;
  SortedMap<String, Sha256> models =
      new TreeMap<>(Map.of("generator", Sha256.of("model one".getBytes(StandardCharsets.UTF_8))));
  Optional<Path> saveFaces = Optional.empty();
  Optional<Path> compare = Optional.empty();
  boolean overwrite;
  boolean dryRun;
  long limit = Long.MAX_VALUE;
  Optional<Duration> maxTime = Optional.empty();
  boolean retryFailed;
  long maxPixels = 200_000_000;
  String toolVersion = "1";
  FileSteps steps = FileSteps.NONE;
  LongSupplier clock = System::nanoTime;
  long budget = 64 << 20;
  BatchListener listener = new Silence();
  BatchRunner runner;

  Lab(Path root) {
    this.root = root;
    this.in = root.resolve("in");
    this.out = root.resolve("out");
    this.inputs = List.of(in);
    make(in);
  }

  static final class Silence implements BatchListener {
    @Override
    public void scanned(int count) {}

    @Override
    public void finished(PhotoOutcome outcome) {}
  }

  /** Writes a photo into the input folder. */
  Path photo(String name, String words) {
    return file(in.resolve(name), words);
  }

  static Path file(Path file, String words) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, words);
      Files.setLastModifiedTime(file, FileTime.from(TAKEN));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  BatchRequest request() {
    return new BatchRequest(
        inputs,
        out,
        recursive,
        excludes,
        restore,
        write,
        models,
        saveFaces,
        compare,
        overwrite,
        dryRun,
        limit,
        maxTime,
        retryFailed,
        maxPixels,
        toolVersion);
  }

  BatchSummary run() {
    return run(() -> photos);
  }

  BatchSummary run(Supplier<io.gpen.restore.PhotoRestorer> models) {
    photos.reads.clear();
    photos.generated.clear();
    runner = new BatchRunner(new BatchTools(photos, steps, clock, budget));
    return runner.run(request(), models, listener);
  }

  /** {@return the outcomes in few words, in the order of the summary} */
  List<String> say(BatchSummary summary) {
    return summary.outcomes().stream().map(this::say).toList();
  }

  private String say(PhotoOutcome outcome) {
    Path base = outcome.input().startsWith(in) ? in : root;
    String name = base.relativize(outcome.input()).toString();
    String kind = outcome.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    if (outcome instanceof PhotoOutcome.Failed failed) {
      kind = (failed.known() ? "known " : "") + "failed " + failed.cause();
    }
    return name + " " + kind;
  }

  /** {@return the only outcome, or the first of its kind} */
  static <T extends PhotoOutcome> T only(BatchSummary summary, Class<T> kind) {
    return summary.outcomes().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " in " + summary));
  }

  String read(String output) {
    try {
      return Files.readString(out.resolve(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> manifest() {
    return read(Manifest.NAME).lines().toList();
  }

  /** {@return every file under a folder but the manifest, with its content} */
  static SortedMap<String, String> tree(Path folder) {
    SortedMap<String, String> tree = new TreeMap<>();
    if (!Files.exists(folder)) {
      return tree;
    }
    for (Path file : files(folder)) {
      if (!file.getFileName().toString().equals(Manifest.NAME)) {
        tree.put(folder.relativize(file).toString(), content(file));
      }
    }
    return tree;
  }

  static List<Path> files(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(f -> !Files.isDirectory(f, LinkOption.NOFOLLOW_LINKS))
          .collect(Collectors.toCollection(ArrayList::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String content(Path file) {
    try {
      return Files.isSymbolicLink(file)
          ? "link to " + Files.readSymbolicLink(file)
          : new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
