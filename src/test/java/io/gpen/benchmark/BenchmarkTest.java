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
            EnumSet.allOf(Part.class),
            Subject.untrained(64),
            List.of(),
            PrecisionChoice.AUTO,
            Optional.empty(),
            Optional.of(NamedDetector.of("mobilenet", archive, weights)),
            Optional.of(own),
            new Rounds(1, 2),
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
        figures.rows().stream().map(row -> row.timing().name()).toList());
    for (GeneratorFigures.Row row : figures.rows()) {
      assertEquals(2, row.timing().samples().size());
      assertTrue(row.timing().seconds().min() > 0);
      assertTrue(figures.speedup(row).min() > 0);
      assertTrue(figures.flopsPerSecond(row) > 0);
      assertTrue(figures.shareOfCeiling(row).orElseThrow().min() > 0);
      double bound = row.precision() == Precision.FP32 ? 1e-4 : 0.1;
      assertTrue(row.difference() < bound, row.timing().name() + " " + row.difference());
    }
  }

  @Test
  void everyFormRanInProcessesOfBothKinds() {
    List<AllocatorFigures.Row> rows = result.allocators().orElseThrow().rows();
    assertEquals(2 * result.generator().orElseThrow().rows().size(), rows.size());
    for (AllocatorFigures.Row row : rows) {
      assertTrue(row.timing().seconds().min() > 0);
      assertTrue(result.allocators().get().speedup(row, AllocatorMode.DEFAULT).min() > 0);
    }
  }

  @Test
  void theStepsOfAPhotoAreComplete() {
    PhotoFigures figures = result.photo().orElseThrow();
    assertEquals(
        List.of("read", "crop", "paste", "encode", "write"),
        figures.steps().stream().map(Timing::name).toList());
    assertEquals(64, figures.crop());
    assertTrue(figures.steps().stream().allMatch(step -> step.seconds().min() > 0));
    assertTrue(figures.pasteSpeedup().min() > 0);
  }

  @Test
  void wholeRunsRestoreThePlantedFacesAndNoOthers() {
    List<JobFigures> jobs = result.jobs();
    assertEquals(3, jobs.size());
    assertEquals(Load.QUICK.photosWithFaces(), jobs.get(0).photos());
    assertEquals(
        Load.QUICK.photosWithFaces() * Load.QUICK.withFaces().faces().size(), jobs.get(0).faces());
    assertTrue(jobs.get(0).generatorInside().min() > 0);
    assertEquals(0, jobs.get(1).faces());
    assertEquals(0, jobs.get(1).generatorInside().max());
    assertEquals(1, jobs.get(2).photos());
    for (JobFigures job : jobs) {
      assertTrue(job.generator().matches("(winograd|bf16)( \\[.+])?"), job.generator());
      assertEquals(2, job.wall().samples().size());
      assertTrue(job.wall().min() > 0 && job.networks().min() > 0);
      assertTrue(job.detectorInside().min() > 0);
    }
  }

  @Test
  void theTableNamesEverything() {
    String table = TableReport.of(result);
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
    JsonObject json = JsonParser.parseString(JsonReport.of(result)).getAsJsonObject();
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
    for (String part : List.of("allocators", "detector", "photo", "jobs")) {
      assertTrue(json.has(part), part);
    }
  }

  @Test
  void progressIsToldBeforeEachPart() {
    assertEquals(5, TOLD.size());
  }
}
