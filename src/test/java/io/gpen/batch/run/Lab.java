package io.gpen.batch.run;

import io.gpen.batch.BatchListener;
import io.gpen.batch.BatchRequest;
import io.gpen.batch.BatchSummary;
import io.gpen.batch.PhotoOutcome;
import io.gpen.batch.manifest.Manifest;
import io.gpen.files.FileSteps;
import io.gpen.files.Sha256;
import io.gpen.image.OutputOptions;
import io.gpen.restore.RestoreOptions;
import io.gpen.restore.SelectionOptions;
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
public final class Lab {

  public static final Instant TAKEN = Instant.parse("2019-05-04T03:02:01.123456Z");

  public final Path root;
  public final Path in;
  public Path out;
  public FakePhotos photos = new FakePhotos();
  public List<Path> inputs;
  public boolean recursive;
  public List<String> excludes = List.of();

  /** Stand-in generators are no good ones: what judges them is off. */
  public RestoreOptions restore =
      RestoreOptions.REFERENCE.with(SelectionOptions.DEFAULTS).with(RestoreOptions.Mono.AUTO);

  public OutputOptions write = OutputOptions.DEFAULTS;
  public SortedMap<String, Sha256> models =
      new TreeMap<>(Map.of("generator", Sha256.of("model one".getBytes(StandardCharsets.UTF_8))));
  public Optional<Path> saveFaces = Optional.empty();
  public Optional<Path> compare = Optional.empty();
  public Optional<Path> report = Optional.empty();
  public boolean overwrite;
  public boolean dryRun;
  public long limit = Long.MAX_VALUE;
  public Optional<Duration> maxTime = Optional.empty();
  public Optional<Duration> photoTimeout = Optional.empty();
  public boolean retryFailed;
  public long maxPixels = 200_000_000;
  public String toolVersion = "1";
  public FileSteps steps = FileSteps.NONE;
  public LongSupplier clock = System::nanoTime;
  public long budget = 64 << 20;
  public BatchListener listener = new Silence();
  public BatchRunner runner;

  public Lab(Path root) {
    this.root = root;
    this.in = root.resolve("in");
    this.out = root.resolve("out");
    this.inputs = List.of(in);
    make(in);
  }

  public static final class Silence implements BatchListener {
    @Override
    public void scanned(int count) {}

    @Override
    public void finished(PhotoOutcome outcome) {}
  }

  /** Writes a photo into the input folder. */
  public Path photo(String name, String words) {
    return file(in.resolve(name), words);
  }

  public static Path file(Path file, String words) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, words);
      Files.setLastModifiedTime(file, FileTime.from(TAKEN));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public BatchRequest request() {
    return new BatchRequest(
        inputs,
        out,
        recursive,
        excludes,
        restore,
        write,
        models,
        "a model",
        restore.enlarges() ? Optional.of("an upscaler") : Optional.empty(),
        saveFaces,
        compare,
        report,
        overwrite,
        dryRun,
        limit,
        maxTime,
        photoTimeout,
        retryFailed,
        maxPixels,
        toolVersion);
  }

  public BatchSummary run() {
    return run(() -> photos);
  }

  public BatchSummary run(Supplier<io.gpen.restore.PhotoRestorer> models) {
    photos.reads.clear();
    photos.generated.clear();
    runner = new BatchRunner(new BatchTools(photos, steps, clock, budget));
    return runner.run(request(), models, listener);
  }

  /** {@return the outcomes in few words, in the order of the summary} */
  public List<String> say(BatchSummary summary) {
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
  public static <T extends PhotoOutcome> T only(BatchSummary summary, Class<T> kind) {
    return summary.outcomes().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " in " + summary));
  }

  public String read(String output) {
    try {
      return Files.readString(out.resolve(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<String> manifest() {
    return read(Manifest.NAME).lines().toList();
  }

  /** {@return every file under a folder but the manifest, with its content} */
  public static SortedMap<String, String> tree(Path folder) {
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

  public static List<Path> files(Path folder) {
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

  public static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
