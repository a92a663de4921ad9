package io.gpen.benchmark;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a program reads. Quantities that were measured again and again are objects with median,
 * spread, min, max and samples; times are seconds, memory is bytes, rates are per second.
 */
public final class JsonReport {

  private static final double GIGA = 1e9;

  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  private JsonReport() {}

  /**
   * {@return the figures as a JSON object}
   *
   * @param result what came out
   */
  public static String of(BenchmarkResult result) {
    JsonObject json = new JsonObject();
    json.add("environment", environment(result.environment()));
    json.addProperty("warmUps", result.rounds().warmUps());
    json.addProperty("repeats", result.rounds().repeats());
    json.addProperty("quick", result.quick());
    result.generator().ifPresent(figures -> json.add("generator", generator(figures)));
    result.allocators().ifPresent(figures -> json.add("allocators", allocators(figures)));
    result.detector().ifPresent(figures -> json.add("detector", detector(figures)));
    result.photo().ifPresent(figures -> json.add("photo", photo(figures)));
    json.add("jobs", array(result.jobs(), JsonReport::job));
    result.memory().ifPresent(memory -> json.addProperty("peakBytes", memory.peakBytes()));
    return GSON.toJson(json);
  }

  private static JsonObject environment(Environment here) {
    JsonObject json = new JsonObject();
    json.add("versions", strings(here.versions()));
    json.addProperty("processor", here.processor().name());
    json.addProperty("cores", here.processor().cores());
    json.add("flags", GSON.toJsonTree(new TreeSet<>(here.processor().flags().names())));
    json.addProperty("memoryBytes", here.memoryBytes());
    json.addProperty("system", here.system());
    here.load().ifPresent(load -> json.addProperty("load", load));
    json.addProperty("device", here.engine().device());
    json.addProperty("threads", here.engine().threads());
    json.addProperty("interopThreads", here.engine().interopThreads());
    json.addProperty("openCvThreads", here.openCvThreads());
    json.addProperty("retainsMemory", here.engine().allocator().retains());
    json.add("variables", strings(here.variables()));
    return json;
  }

  private static JsonObject ceiling(GeneratorFigures.Ceiling ceiling) {
    JsonObject json = timing(ceiling.timing());
    json.addProperty("precision", ceiling.precision().toString());
    json.addProperty("gflop", ceiling.work() / GIGA);
    json.addProperty("gflopPerSecond", ceiling.flopsPerSecond() / GIGA);
    return json;
  }

  private static JsonObject generator(GeneratorFigures figures) {
    JsonObject json = new JsonObject();
    json.addProperty("name", figures.subject());
    json.addProperty("size", figures.size());
    json.addProperty("gflop", figures.work().total() / GIGA);
    json.add("ceilings", array(figures.ceilings(), JsonReport::ceiling));
    json.add(
        "forms",
        array(
            figures.rows(),
            row -> {
              JsonObject form = timing(row.timing());
              form.addProperty("precision", row.precision().toString());
              form.add("winograd", GSON.toJsonTree(row.winograd()));
              form.addProperty("facesPerSecond", 1 / row.timing().seconds().median());
              form.addProperty("gflopPerSecond", figures.flopsPerSecond(row) / GIGA);
              figures
                  .shareOfCeiling(row)
                  .ifPresent(share -> form.add("shareOfCeiling", measurement(share)));
              form.add("ratio", measurement(figures.speedup(row)));
              if (Double.isFinite(row.difference())) {
                form.addProperty("difference", row.difference());
              }
              return form;
            }));
    return json;
  }

  private static JsonArray allocators(AllocatorFigures figures) {
    return array(
        figures.rows(),
        row -> {
          JsonObject json = timing(row.timing());
          json.addProperty("allocator", row.mode().label());
          json.addProperty("peakBytes", row.peakBytes());
          json.add("ratioToDefault", measurement(figures.speedup(row, AllocatorMode.DEFAULT)));
          json.add("ratioToRetained", measurement(figures.speedup(row, AllocatorMode.RETAINED)));
          return json;
        });
  }

  private static JsonObject detector(DetectorFigures figures) {
    JsonObject json = new JsonObject();
    json.addProperty("name", figures.name());
    json.add(
        "photos",
        array(
            figures.rows(),
            row -> {
              JsonObject photo = timing(row.timing());
              photo.addProperty("gflop", row.work() / GIGA);
              photo.addProperty("gflopPerSecond", row.flopsPerSecond() / GIGA);
              return photo;
            }));
    return json;
  }

  private static JsonObject photo(PhotoFigures figures) {
    JsonObject json = new JsonObject();
    json.addProperty("width", figures.width());
    json.addProperty("height", figures.height());
    json.addProperty("faces", figures.faces());
    json.addProperty("crop", figures.crop());
    json.addProperty("fileBytes", figures.fileBytes());
    json.add("steps", array(figures.steps(), JsonReport::timing));
    json.add("seconds", measurement(figures.seconds()));
    json.add("fullSizePaste", timing(figures.fullSizePaste()));
    json.add("pasteRatio", measurement(figures.pasteSpeedup()));
    return json;
  }

  private static JsonObject job(JobFigures figures) {
    JsonObject json = new JsonObject();
    json.addProperty("folder", figures.folder());
    json.addProperty("generator", figures.generator());
    json.addProperty("photos", figures.photos());
    json.addProperty("faces", figures.faces());
    json.add("seconds", measurement(figures.wall()));
    json.add("networks", measurement(figures.networks()));
    json.add("overhead", measurement(figures.overhead()));
    json.add("generatorInside", measurement(figures.generatorInside()));
    json.add("detectorInside", measurement(figures.detectorInside()));
    json.addProperty("photosPerSecond", figures.photosPerSecond());
    json.addProperty("facesPerSecond", figures.facesPerSecond());
    return json;
  }

  private static JsonObject timing(Timing timing) {
    JsonObject json = new JsonObject();
    json.addProperty("name", timing.name());
    json.add("seconds", measurement(timing.seconds()));
    add(json, "minorFaults", timing.minorFaults());
    add(json, "majorFaults", timing.majorFaults());
    add(json, "userSeconds", timing.userSeconds());
    add(json, "systemSeconds", timing.systemSeconds());
    return json;
  }

  private static void add(JsonObject json, String name, Optional<Measurement> counted) {
    counted.ifPresent(measurement -> json.add(name, measurement(measurement)));
  }

  private static JsonObject measurement(Measurement measurement) {
    JsonObject json = new JsonObject();
    json.addProperty("median", measurement.median());
    json.addProperty("spread", measurement.spread());
    json.addProperty("min", measurement.min());
    json.addProperty("max", measurement.max());
    json.add("samples", GSON.toJsonTree(measurement.samples()));
    return json;
  }

  private static JsonObject strings(Map<String, String> map) {
    JsonObject json = new JsonObject();
    map.forEach(json::addProperty);
    return json;
  }

  private static <T> JsonArray array(Collection<T> values, Function<T, JsonObject> writer) {
    JsonArray array = new JsonArray();
    values.stream().map(writer).forEach(array::add);
    return array;
  }
}
