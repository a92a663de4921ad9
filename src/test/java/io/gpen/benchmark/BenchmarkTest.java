package io.gpen.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.gpen.checkpoint.CheckpointReader;
import io.gpen.checkpoint.StateDict;
import io.gpen.engine.DeviceChoice;
import io.gpen.engine.EngineOptions;
import io.gpen.image.OpenCv;
import io.gpen.torchscript.Converter;
import io.gpen.torchscript.Form;
import io.gpen.torchscript.Precision;
import io.gpen.tuning.CpuFlags;
import io.gpen.tuning.PrecisionChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything once, as small as it gets: figures are complete and positive. */
class BenchmarkTest {

  @TempDir static Path folder;

  private static final List<String> TOLD = new ArrayList<>();
  private static BenchmarkResult result;

  @BeforeAll
  static void run() throws IOException {
    OpenCv.load();
    Path archive = folder.resolve("detector.pt");
    Path weights = Path.of("model_zoo/retinaface-mobilenet-0.25.safetensors");
    try (StateDict tensors = CheckpointReader.open(weights)) {
      Converter.convert(tensors, Form.INFERENCE, archive);
    }
    Path own = Files.createDirectory(folder.resolve("own"));
    Files.write(own.resolve("a.jpg"), SyntheticPhoto.of(160, 120, 0, 0, 0).jpeg());
    BenchmarkRequest request =
        new BenchmarkRequest(
            EnumSet.allOf(BenchmarkRequest.Part.class),
            Subject.untrained(64),
            List.of(),
            PrecisionChoice.AUTO,
            Optional.empty(),
            Optional.of(BenchmarkRequest.Detector.of("mobilenet", archive, weights)),
            Optional.empty(),
            Optional.of(own),
            new Rounds(0, 2),
            true,
            true,
            new EngineOptions(DeviceChoice.CPU, 2),
            Map.of("gpen", "1"));
    result = Benchmark.run(request, TOLD::add);
  }

  @Test
  void everyFormOfTheGeneratorIsTheSameFunction() {
    GeneratorFigures figures = result.generator().orElseThrow();
    assertEquals(64, figures.size());
    assertEquals(
        GeneratorForm.of(CpuFlags.current(), PrecisionChoice.AUTO).stream()
            .map(GeneratorForm::label)
            .toList(),
        figures.forms().stream().map(row -> row.timing().name()).toList());
    for (GeneratorFigures.Row row : figures.forms()) {
      assertEquals(2, row.timing().seconds().samples().size());
      assertTrue(row.timing().seconds().min() > 0);
      assertTrue(row.ratio().min() > 0);
      assertTrue(row.gflopPerSecond() > 0);
      assertTrue(row.shareOfCeiling().orElseThrow().min() > 0);
      double bound = row.precision() == Precision.FP32 ? 1e-4 : 0.1;
      assertTrue(row.difference() < bound, row.timing().name() + " " + row.difference());
    }
  }

  @Test
  void everyFormRanInProcessesOfBothKinds() {
    List<AllocatorBenchmark.Row> rows = result.allocators().orElseThrow();
    assertEquals(2 * result.generator().orElseThrow().forms().size(), rows.size());
    for (AllocatorBenchmark.Row row : rows) {
      assertTrue(row.timing().seconds().min() > 0);
      assertTrue(row.ratioToDefault().min() > 0);
    }
  }

  @Test
  void theStepsOfATrainingAreTimedByKind() {
    TrainingBenchmark.Figures figures = result.training().orElseThrow();
    assertEquals(3, figures.steps().size());
    assertEquals(
        1, figures.steps().stream().mapToDouble(TrainingBenchmark.Row::share).sum(), 1e-12);
    assertEquals(1 / 16.0, figures.steps().get(2).share(), 1e-12);
    // Two rounds of 16 steps.
    assertEquals(
        List.of(24, 6, 2),
        figures.steps().stream().map(row -> row.timing().seconds().samples().size()).toList());
    for (TrainingBenchmark.Row row : figures.steps()) {
      assertTrue(row.timing().seconds().min() > 0);
      assertTrue(row.gflop() >= figures.steps().get(0).gflop());
    }
    assertTrue(figures.shareOfCeiling() > 0);
    assertEquals(
        figures.gflop() / figures.batch() * figures.picturesPerSecond(),
        figures.gflopPerSecond(),
        1e-6 * figures.gflopPerSecond());
  }

  /** The operations are those of 34 convolutions, written out here. */
  @Test
  void theNetworkThatEnlargesIsTimedInThePrecisionsOfThisMachine() {
    UpscalerBenchmark.Figures figures = result.upscaler().orElseThrow();
    double pixel = 2 * 9 * (3 * 64 + 32.0 * 64 * 64 + 64 * 48);
    assertEquals(64 * 64 * pixel / 1e9, figures.gflop(), 1e-9);
    assertEquals(Precision.FP32, figures.forms().get(0).precision());
    assertEquals(CpuFlags.current().hasBf16() ? 2 : 1, figures.forms().size());
    for (UpscalerBenchmark.Row row : figures.forms()) {
      assertTrue(row.timing().seconds().min() > 0);
      assertTrue(row.shareOfCeiling().min() > 0);
    }
  }

  @Test
  void theStepsOfAPhotoAreComplete() {
    PhotoBenchmark.Figures figures = result.photo().orElseThrow();
    assertEquals(
        List.of("read", "crop", "paste", "encode", "write"),
        figures.steps().stream().map(Timing::name).toList());
    assertEquals(64, figures.crop());
    assertTrue(figures.steps().stream().allMatch(step -> step.seconds().min() > 0));
    assertTrue(figures.pasteRatio().min() > 0);
  }

  @Test
  void wholeRunsRestoreThePlantedFacesAndNoOthers() {
    List<JobBenchmark.Figures> jobs = result.jobs();
    assertEquals(3, jobs.size());
    assertEquals(Workload.QUICK.photosWithFaces(), jobs.get(0).photos());
    assertEquals(
        Workload.QUICK.photosWithFaces() * Workload.QUICK.withFaces().faces().size(),
        jobs.get(0).faces());
    assertTrue(jobs.get(0).generatorInside().min() > 0);
    assertEquals(0, jobs.get(1).faces());
    assertEquals(0, jobs.get(1).generatorInside().max());
    assertEquals(1, jobs.get(2).photos());
    for (JobBenchmark.Figures job : jobs) {
      assertTrue(job.generator().matches("(winograd|bf16)( \\[.+])?"), job.generator());
      assertEquals(2, job.seconds().samples().size());
      assertTrue(job.seconds().min() > 0 && job.networks().min() > 0);
      assertTrue(job.detectorInside().min() > 0);
      assertEquals(2, job.referenceRatio().samples().size());
      assertTrue(job.referenceRatio().min() > 0);
    }
  }

  @Test
  void facesOfAnySharpnessAreRestored() {
    assertEquals(1, new TimedGenerator("timed", null).share(0, 1));
  }

  @Test
  void theTableNamesEverything() {
    String table = result.table();
    System.out.print(table);
    for (String word :
        List.of(
            "GPEN-64",
            "direct",
            "retained",
            "mobilenet",
            "paste, full size",
            "no faces",
            "Quick")) {
      assertTrue(table.contains(word), word);
    }
    assertFalse(table.contains("NaN") || table.contains("Infinity"), table);
    assertEquals(List.of(), table.lines().filter(line -> line.endsWith(" ")).toList());
  }

  @Test
  void theJsonHoldsEveryFigureWithItsSamples() {
    JsonObject json = JsonParser.parseString(result.json()).getAsJsonObject();
    JsonObject environment = json.getAsJsonObject("environment");
    assertTrue(environment.get("threads").getAsInt() > 0);
    assertEquals("1", environment.getAsJsonObject("versions").get("gpen").getAsString());
    JsonObject generator = json.getAsJsonObject("generator");
    assertTrue(generator.getAsJsonArray("ceilings").size() > 0);
    for (JsonElement form : generator.getAsJsonArray("forms")) {
      JsonObject seconds = form.getAsJsonObject().getAsJsonObject("seconds");
      assertEquals(2, seconds.getAsJsonArray("samples").size());
      assertTrue(seconds.get("median").getAsDouble() > 0);
      assertTrue(form.getAsJsonObject().get("gflopPerSecond").getAsDouble() > 0);
    }
    assertEquals(
        List.of(
            "environment",
            "warmUps",
            "repeats",
            "quick",
            "generator",
            "allocators",
            "detector",
            "upscaler",
            "photo",
            "jobs",
            "training",
            "peakBytes"),
        names(json));
    assertEquals(
        List.of(
            "versions",
            "processor",
            "cores",
            "flags",
            "memoryBytes",
            "system",
            "load",
            "device",
            "threads",
            "interopThreads",
            "openCvThreads",
            "retainsMemory",
            "variables"),
        names(environment));
    assertEquals(List.of("name", "size", "gflop", "ceilings", "forms"), names(generator));
    assertEquals(with("precision", "gflop", "gflopPerSecond"), names(first(generator, "ceilings")));
    assertEquals(
        with(
            "precision",
            "winograd",
            "facesPerSecond",
            "gflopPerSecond",
            "shareOfCeiling",
            "ratio",
            "difference"),
        names(first(generator, "forms")));
    assertEquals(
        with("allocator", "peakBytes", "ratioToDefault", "ratioToRetained"),
        names(first(json, "allocators")));
    assertEquals(
        with("gflop", "gflopPerSecond"), names(first(json.getAsJsonObject("detector"), "photos")));
    assertEquals(
        List.of(
            "width",
            "height",
            "faces",
            "crop",
            "fileBytes",
            "steps",
            "seconds",
            "fullSizePaste",
            "pasteRatio"),
        names(json.getAsJsonObject("photo")));
    assertEquals(
        List.of(
            "folder",
            "generator",
            "photos",
            "faces",
            "seconds",
            "referenceRatio",
            "processorRatio",
            "networks",
            "overhead",
            "generatorInside",
            "detectorInside",
            "photosPerSecond",
            "facesPerSecond"),
        names(first(json, "jobs")));
    assertEquals(
        List.of("median", "spread", "min", "max", "samples"),
        names(json.getAsJsonObject("photo").getAsJsonObject("seconds")));
  }

  private static JsonObject first(JsonObject object, String array) {
    return object.getAsJsonArray(array).get(0).getAsJsonObject();
  }

  /** The members of a timing, which the system may count less for, and others after them. */
  private static List<String> with(String... members) {
    List<String> names = new ArrayList<>(List.of("name", "seconds"));
    if (ProcessCounters.now().isPresent()) {
      names.addAll(List.of("minorFaults", "majorFaults", "userSeconds", "systemSeconds"));
    }
    names.addAll(List.of(members));
    return names;
  }

  private static List<String> names(JsonObject object) {
    return List.copyOf(object.keySet());
  }

  @Test
  void progressIsToldBeforeEachPart() {
    assertEquals(7, TOLD.size());
  }
}
