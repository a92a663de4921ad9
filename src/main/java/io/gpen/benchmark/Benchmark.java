package io.gpen.benchmark;

import io.gpen.benchmark.BenchmarkRequest.Part;
import io.gpen.benchmark.GeneratorArchives.Archive;
import io.gpen.detect.FaceDetector;
import io.gpen.detect.RetinaFaceDetector;
import io.gpen.engine.Engine;
import io.gpen.generate.FaceGenerator;
import io.gpen.generate.GpenGenerator;
import io.gpen.generate.ValueRange;
import io.gpen.image.OpenCv;
import io.gpen.torchscript.Precision;
import io.gpen.tuning.CpuFlags;
import io.gpen.tuning.PrecisionChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Carries out a request, one part after the other. */
public final class Benchmark {

  private final BenchmarkRequest request;
  private final Workload workload;
  private final Consumer<String> progress;
  private final Path scratch;
  private final Engine engine;
  private final GeneratorArchives archives;

  private Benchmark(
      BenchmarkRequest request, Consumer<String> progress, Path scratch, Engine engine) {
    this.request = request;
    this.workload = request.quick() ? Workload.QUICK : Workload.FULL;
    this.progress = progress;
    this.scratch = scratch;
    this.engine = engine;
    this.archives = new GeneratorArchives(scratch, request.subject(), engine);
  }

  /**
   * Times what the request asks for. Files are written to a temporary folder only, which is
   * deleted.
   *
   * @param request what to time, and how
   * @param progress called with a message before each part
   * @return the results
   * @throws io.gpen.engine.EngineException if the engine or a network does not work
   * @throws java.io.UncheckedIOException if a temporary file cannot be written, or the user's
   *     folder has no photo that can be read
   */
  public static BenchmarkResult run(BenchmarkRequest request, Consumer<String> progress) {
    OpenCv.load();
    try (TemporaryFolder folder = TemporaryFolder.create();
        Engine engine = Engine.start(request.engine())) {
      return new Benchmark(request, progress, folder.path(), engine).run();
    }
  }

  private BenchmarkResult run() {
    return new BenchmarkResult(
        Environment.here(request.versions(), engine.info()),
        request.rounds(),
        request.quick(),
        ifAsked(Part.GENERATOR, this::generator),
        request.compareAllocators() ? Optional.of(allocators()) : Optional.empty(),
        ifAsked(Part.DETECTOR, this::detector),
        ifAsked(Part.UPSCALER, this::upscaler),
        ifAsked(Part.PHOTO, this::photo),
        ifAsked(Part.JOB, this::jobs).orElse(List.of()),
        ifAsked(Part.TRAIN, this::training),
        ProcessCounters.peakBytes());
  }

  private <T> Optional<T> ifAsked(Part part, Supplier<T> work) {
    return request.parts().contains(part) ? Optional.of(work.get()) : Optional.empty();
  }

  /** The first is what the others are compared with. */
  private List<Archive> contestants() {
    List<GeneratorForm> forms =
        request.forms().isEmpty()
            ? GeneratorForm.of(CpuFlags.current(), request.precision())
            : request.forms();
    List<Archive> contestants = new ArrayList<>();
    request.against().map(Archive::foreign).ifPresent(contestants::add);
    boolean replaced = request.forms().isEmpty() && request.against().isPresent();
    forms.stream()
        .filter(form -> form != GeneratorForm.REFERENCE || !replaced)
        .map(archives::of)
        .forEach(contestants::add);
    return contestants;
  }

  private GeneratorFigures generator() {
    progress.accept("timing the generator");
    return GeneratorBenchmark.run(engine, request.subject(), contestants(), request.rounds());
  }

  private List<AllocatorBenchmark.Row> allocators() {
    progress.accept("timing the generator in processes with and without allocator settings");
    return AllocatorBenchmark.run(
        contestants(),
        request.subject().layout().size(),
        request.engine().threads(),
        request.rounds());
  }

  private DetectorBenchmark.Figures detector() {
    progress.accept("timing the detector");
    try (FaceDetector detector = loadDetector()) {
      return DetectorBenchmark.run(named(), detector, workload.detected(), request.rounds());
    }
  }

  private UpscalerBenchmark.Figures upscaler() {
    progress.accept("timing a network that enlarges");
    boolean bf16 =
        request.precision() == PrecisionChoice.BF16
            || request.precision() == PrecisionChoice.AUTO && CpuFlags.current().hasBf16();
    return UpscalerBenchmark.run(
        engine,
        request.upscaler().orElseGet(UpscalerBenchmark::untrained),
        workload.enlarged(),
        bf16 ? List.of(Precision.FP32, Precision.BF16) : List.of(Precision.FP32),
        scratch,
        request.rounds());
  }

  private PhotoBenchmark.Figures photo() {
    progress.accept("timing the steps of a large photo");
    int crop = request.subject().layout().size();
    return PhotoBenchmark.run(workload.large(), crop, scratch, request.rounds());
  }

  private List<JobBenchmark.Figures> jobs() {
    progress.accept("timing whole runs");
    Archive archive = archives.of(chosen());
    String name = BenchmarkTables.label(archive.name(), archive.winograd());
    try (FaceDetector detector = loadDetector();
        FaceGenerator generator =
            GpenGenerator.of(archive.open(engine), !engine.info().isCpu(), ValueRange.SIGNED)) {
      return JobBenchmark.run(
          detector,
          new TimedGenerator(name, generator),
          workload,
          request.folder(),
          scratch,
          request.rounds());
    }
  }

  /** In fp32 as long as nobody asks for something else, as trainings are. */
  private TrainingBenchmark.Figures training() {
    progress.accept("timing steps of a training");
    return TrainingBenchmark.run(
        engine,
        workload.trained(),
        workload.trainedBatch(),
        request.precision() == PrecisionChoice.BF16 ? Precision.BF16 : Precision.FP32,
        request.rounds());
  }

  /** The form that restoring uses. */
  private GeneratorForm chosen() {
    return request.precision().precision(request.engine().device()) == Precision.BF16
        ? GeneratorForm.BF16
        : GeneratorForm.WINOGRAD;
  }

  private FaceDetector loadDetector() {
    return new RetinaFaceDetector(engine.load(named().archive()));
  }

  private BenchmarkRequest.Detector named() {
    return request
        .detector()
        .orElseThrow(() -> new IllegalArgumentException("the request names no detector"));
  }
}
