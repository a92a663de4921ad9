package io.gpen.benchmark;

import io.gpen.detect.FaceDetector;
import io.gpen.detect.RetinaFaceDetector;
import io.gpen.engine.Engine;
import io.gpen.generate.FaceGenerator;
import io.gpen.generate.GpenGenerator;
import io.gpen.image.OpenCv;
import io.gpen.torchscript.Precision;
import io.gpen.tuning.CpuFlags;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Carries out a request, one part after the other. */
public final class Benchmark {

  private final BenchmarkRequest request;
  private final Load load;
  private final Consumer<String> progress;
  private final Path scratch;
  private final Engine engine;
  private final Archives archives;

  private Benchmark(
      BenchmarkRequest request, Consumer<String> progress, Path scratch, Engine engine) {
    this.request = request;
    this.load = request.quick() ? Load.QUICK : Load.FULL;
    this.progress = progress;
    this.scratch = scratch;
    this.engine = engine;
    this.archives = new Archives(scratch, request.subject(), engine);
  }

  /**
   * Times what is asked for. Whatever is written goes into a temporary folder, which is removed.
   *
   * @param request what and how
   * @param progress hears what is being timed
   * @return the figures
   * @throws io.gpen.engine.EngineException if the engine or a network does not work
   * @throws java.io.UncheckedIOException if there is no room for temporary files, or there are no
   *     photos in the user's folder
   */
  public static BenchmarkResult run(BenchmarkRequest request, Consumer<String> progress) {
    OpenCv.load();
    try (TemporaryFolder folder = TemporaryFolder.create();
        Engine engine = Engine.start(request.engine())) {
      return new Benchmark(request, progress, folder.path(), engine).run();
    }
  }

  private BenchmarkResult run() {
    Environment environment = Environment.here(request.versions(), engine.info());
    return new BenchmarkResult(
        environment,
        request.rounds(),
        request.quick(),
        ifAsked(Part.GENERATOR, this::generator),
        request.compareAllocators() ? Optional.of(allocators()) : Optional.empty(),
        ifAsked(Part.DETECTOR, this::detector),
        ifAsked(Part.PHOTO, this::photo),
        ifAsked(Part.JOB, this::jobs).orElse(List.of()),
        ProcessMemory.now());
  }

  private <T> Optional<T> ifAsked(Part part, Supplier<T> work) {
    return request.parts().contains(part) ? Optional.of(work.get()) : Optional.empty();
  }

  /** The first is what the others are compared with. */
  private List<GeneratorArchive> contestants() {
    List<GeneratorForm> forms =
        request.forms().isEmpty()
            ? GeneratorForm.of(CpuFlags.current(), request.precision())
            : request.forms();
    List<GeneratorArchive> contestants = new ArrayList<>();
    request.against().map(Archives::foreign).ifPresent(contestants::add);
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

  private AllocatorFigures allocators() {
    progress.accept("timing the generator in processes with and without settings of the allocator");
    return AllocatorBenchmark.run(
        contestants(),
        request.subject().layout().size(),
        request.engine().threads(),
        request.rounds());
  }

  private DetectorFigures detector() {
    progress.accept("timing the detector");
    try (FaceDetector detector = loadDetector()) {
      return DetectorBenchmark.run(named(), detector, load.detected(), request.rounds());
    }
  }

  private PhotoFigures photo() {
    progress.accept("timing the steps of a large photo");
    int crop = request.subject().layout().size();
    return PhotoBenchmark.run(load.large(), crop, scratch, request.rounds());
  }

  private List<JobFigures> jobs() {
    progress.accept("timing whole runs");
    GeneratorArchive archive = archives.of(chosen());
    String name = Words.generator(archive.name(), archive.winograd());
    try (FaceDetector detector = loadDetector();
        FaceGenerator generator = GpenGenerator.on(engine.info(), archive.open(engine))) {
      return JobBenchmark.run(
          detector,
          new TimedGenerator(name, generator),
          load,
          request.folder(),
          scratch,
          request.rounds());
    }
  }

  /** What restoring chooses, too. */
  private GeneratorForm chosen() {
    return request.precision().precision(request.engine().device()) == Precision.BF16
        ? GeneratorForm.BF16
        : GeneratorForm.WINOGRAD;
  }

  private FaceDetector loadDetector() {
    return new RetinaFaceDetector(engine.load(named().archive()));
  }

  private NamedDetector named() {
    return request
        .detector()
        .orElseThrow(() -> new IllegalArgumentException("no detector was named"));
  }
}
