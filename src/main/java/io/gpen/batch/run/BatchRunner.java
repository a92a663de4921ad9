package io.gpen.batch.run;

import io.gpen.batch.BatchAbortedException;
import io.gpen.batch.BatchListener;
import io.gpen.batch.BatchRequest;
import io.gpen.batch.BatchSummary;
import io.gpen.batch.BatchSummary.Stop;
import io.gpen.batch.BatchUsageException;
import io.gpen.batch.manifest.Manifest;
import io.gpen.batch.manifest.ManifestIndex;
import io.gpen.batch.manifest.OrphanedOutputs;
import io.gpen.batch.manifest.ProcessingFingerprint;
import io.gpen.batch.naming.OutputNames;
import io.gpen.batch.scan.PhotoScanner;
import io.gpen.batch.scan.Scan;
import io.gpen.batch.scan.ScannedPhoto;
import io.gpen.files.FileErrors;
import io.gpen.files.TemporaryFiles;
import io.gpen.report.pictures.ReportFolder;
import io.gpen.restore.FaceList;
import io.gpen.restore.PhotoRestorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out a request: finds the photos, does those that need it and remembers what it did. One
 * photo's failure never ends a run. An object is good for one run; {@link #requestStop} may be
 * called from any thread.
 */
public final class BatchRunner {

  private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);

  private final BatchTools tools;
  private volatile boolean stopRequested;

  /** Prepares a run; nothing is touched yet. */
  public BatchRunner() {
    this(BatchTools.real());
  }

  BatchRunner(BatchTools tools) {
    this.tools = tools;
  }

  /**
   * Asks the run to end soon: the photo in hand is finished, those that wait are left untouched.
   * Returns at once; {@link #run} returns when all is wound down.
   */
  public void requestStop() {
    stopRequested = true;
  }

  /**
   * Carries out a request.
   *
   * @param request what to do
   * @param models makes the restorer, which stays its own; called once, when the first photo needs
   *     it, if one does
   * @param listener hears how it goes on
   * @return what was done; says so too if the run could not go on, was stopped or ended by an
   *     exception, be it of {@code models}
   * @throws BatchUsageException if a file to be written is an input, or a glob is none; nothing was
   *     touched
   */
  public BatchSummary run(
      BatchRequest request, Supplier<PhotoRestorer> models, BatchListener listener) {
    long start = tools.clock().getAsLong();
    Outcomes outcomes = new Outcomes(listener);
    long ignored = 0;
    long earlierOutputs = 0;
    long orphans = 0;
    Optional<Stop> stop = Optional.empty();
    try {
      InputGuard.checkFolders(request);
      Scan scan =
          new PhotoScanner(
                  request.inputs(),
                  request.recursive(),
                  request.excludes(),
                  InputGuard.withoutPhotos(request))
              .scan();
      ignored = scan.ignored();
      earlierOutputs = scan.earlierOutputs();
      refuseListOfOthers(request, scan);
      // Looked at before the lock is taken, so that a usage error leaves nothing behind.
      ManifestIndex peeked = Manifest.peek(request.output());
      Map<ScannedPhoto, String> names = plan(request, scan, peeked);
      outcomes.scanned(scan.photos().size());
      if (request.dryRun()) {
        work(request, scan, peeked, names, Optional.empty(), models, outcomes, start);
        orphans = orphans(request, scan, peeked, names);
      } else {
        try (Manifest manifest = Manifest.open(request.output(), tools.steps())) {
          ManifestIndex index = manifest.read(peeked);
          if (index != peeked) {
            // Another run wrote to the folder while this one waited for the lock.
            names = plan(request, scan, index);
          }
          sweep(request);
          request.report().ifPresent(BatchRunner::markReport);
          work(request, scan, index, names, Optional.of(manifest), models, outcomes, start);
          orphans = orphans(request, scan, index, names);
        }
      }
      stop = interruption();
    } catch (BatchUsageException e) {
      throw e;
    } catch (BatchAbortedException e) {
      stop = Optional.of(new Stop(Stop.Kind.CANNOT_GO_ON, e.getMessage()));
    } catch (RuntimeException | Error e) {
      // The summary still says what was done until then.
      String message = e.getMessage() == null ? e.toString() : e.getMessage();
      stop = Optional.of(new Stop(Stop.Kind.BROKEN, message, Optional.of(e)));
    }
    Duration elapsed = Duration.ofNanos(tools.clock().getAsLong() - start);
    return new BatchSummary(
        outcomes.sorted(), outcomes.left(), ignored, earlierOutputs, orphans, stop, elapsed);
  }

  /** Otherwise all photos would be restored as if nobody had chosen faces. */
  private static void refuseListOfOthers(BatchRequest request, Scan scan) {
    FaceList list = request.restore().selection().list();
    if (!list.isEmpty()
        && !scan.photos().isEmpty()
        && scan.photos().stream().allMatch(photo -> list.entry(photo.file()).isEmpty())) {
      throw new BatchUsageException(
          "the file of --faces lists none of the photos; its paths count from the working folder,"
              + " so run the command where gpen detect ran, or detect the faces again");
    }
  }

  private void work(
      BatchRequest request,
      Scan scan,
      ManifestIndex index,
      Map<ScannedPhoto, String> names,
      Optional<Manifest> manifest,
      Supplier<PhotoRestorer> models,
      Outcomes outcomes,
      long start) {
    long older = index.fromOlderPipeline();
    if (older > 0) {
      LOG.info(
          "outputs in {} made by an earlier version of gpen, whose pixels differ: {}; they are made"
              + " again where their inputs are still there",
          request.output(),
          older);
    }
    ProcessingFingerprint fingerprint = ProcessingFingerprint.of(request);
    SkipPolicy policy = new SkipPolicy(request, fingerprint, index);
    RunRecorder recorder = new RunRecorder(request, fingerprint, index, manifest, outcomes);
    for (Scan.Unreadable unreadable : scan.unreadable()) {
      recorder.couldNotStart(unreadable.at(), unreadable.at().relative(), unreadable.reason());
    }
    PixelBudget budget = new PixelBudget(tools.budget());
    OutputWriter writer = new OutputWriter(request.overwrite(), tools.steps());
    PhotoWork photoWork = new PhotoWork(request, tools.codec(), budget, writer);
    LazyRestorer restorer = new LazyRestorer(models);
    BooleanSupplier timeIsUp = () -> isTimeUp(request, start);
    try (PhotoPipeline pipeline =
        new PhotoPipeline(
            photoWork, recorder, budget, restorer, request.photoTimeout(), () -> stopRequested)) {
      PhotoFeed feed =
          new PhotoFeed(
              request,
              policy,
              recorder,
              outcomes,
              timeIsUp,
              () -> stopRequested || pipeline.hasEnded());
      feedAll(pipeline, feed, policy, names);
    }
  }

  /** Those that may have brought the process down have their turn each by itself. */
  private static void feedAll(
      PhotoPipeline pipeline, PhotoFeed feed, SkipPolicy policy, Map<ScannedPhoto, String> names) {
    Map<SkipPolicy.Turn, Map<ScannedPhoto, String>> turns = new EnumMap<>(SkipPolicy.Turn.class);
    for (SkipPolicy.Turn turn : SkipPolicy.Turn.values()) {
      turns.put(turn, new LinkedHashMap<>());
    }
    names.forEach((photo, output) -> turns.get(policy.turn(output)).put(photo, output));
    feedEach(pipeline, feed, turns.get(SkipPolicy.Turn.FIRST));
    var rest = turns.get(SkipPolicy.Turn.NORMAL).entrySet().iterator();
    pipeline.run(() -> feed.next(rest, false));
    feedEach(pipeline, feed, turns.get(SkipPolicy.Turn.LAST));
    pipeline.rethrow();
  }

  private static void feedEach(
      PhotoPipeline pipeline, PhotoFeed feed, Map<ScannedPhoto, String> suspects) {
    for (Map.Entry<ScannedPhoto, String> suspect : suspects.entrySet()) {
      Iterator<Map.Entry<ScannedPhoto, String>> one = List.of(suspect).iterator();
      pipeline.run(() -> feed.next(one, true));
    }
  }

  private static Map<ScannedPhoto, String> plan(
      BatchRequest request, Scan scan, ManifestIndex index) {
    for (Path root : scan.emptyRoots()) {
      if (index.knowsPhotosFrom(root)) {
        throw new BatchAbortedException(
            root
                + " has no photos, but earlier runs found some there; is its disk mounted? If it is"
                + " meant to be empty, do not name it as an input");
      }
    }
    Map<ScannedPhoto, String> names =
        OutputNames.of(scan.photos(), request.output(), index, request.write().format());
    InputGuard.checkFiles(request, scan.photos(), names.values());
    return names;
  }

  /** {@return how many files belong to inputs that are gone; none if not all could be read} */
  private static long orphans(
      BatchRequest request, Scan scan, ManifestIndex index, Map<ScannedPhoto, String> names) {
    if (!scan.unreadable().isEmpty()) {
      return 0;
    }
    Set<String> inUse = new HashSet<>(names.values());
    List<Path> roots =
        request.inputs().stream().map(root -> root.toAbsolutePath().normalize()).toList();
    OrphanedOutputs orphans = new OrphanedOutputs(request.output(), index);
    return orphans
        .entries(
            entry ->
                !inUse.contains(entry.output())
                    && OrphanedOutputs.input(entry)
                        .filter(input -> roots.stream().anyMatch(input::startsWith))
                        .isPresent())
        .stream()
        .mapToLong(entry -> orphans.files(entry).size())
        .sum();
  }

  /** Pictures are written while the run goes on; a later scan must know them whatever happens. */
  private static void markReport(Path folder) {
    try {
      ReportFolder.mark(folder);
    } catch (IOException e) {
      throw new BatchAbortedException(
          "the report " + folder + " cannot be written: " + FileErrors.reason(e), e);
    }
  }

  private static void sweep(BatchRequest request) {
    try {
      // A folder inside with a manifest of its own belongs to other runs.
      Predicate<Path> others = folder -> Files.exists(folder.resolve(Manifest.NAME));
      TemporaryFiles.sweep(request.output(), TemporaryFiles::isOurs, others);
      // These folders are not locked: what belongs to a living process is not touched.
      for (Path folder : InputGuard.written(request)) {
        TemporaryFiles.sweep(folder, TemporaryFiles::isOrphan, others);
      }
    } catch (IOException e) {
      throw new BatchAbortedException(
          "the temporary files of an earlier run cannot be removed: " + FileErrors.reason(e), e);
    }
  }

  private boolean isTimeUp(BatchRequest request, long start) {
    long passed = tools.clock().getAsLong() - start;
    return request.maxTime().filter(most -> passed >= most.toNanos()).isPresent();
  }

  private Optional<Stop> interruption() {
    return stopRequested
        ? Optional.of(
            new Stop(
                Stop.Kind.INTERRUPTED,
                "the run was interrupted; run the same command again to continue"))
        : Optional.empty();
  }

  /** Loads the models when the first photo needs them, and never if none does. */
  private static final class LazyRestorer implements Supplier<PhotoRestorer> {

    private final Supplier<PhotoRestorer> models;
    private PhotoRestorer restorer;

    LazyRestorer(Supplier<PhotoRestorer> models) {
      this.models = models;
    }

    @Override
    public synchronized PhotoRestorer get() {
      if (restorer == null) {
        restorer = models.get();
      }
      return restorer;
    }
  }
}
