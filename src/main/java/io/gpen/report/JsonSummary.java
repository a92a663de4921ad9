package io.gpen.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.gpen.batch.BatchSummary;
import io.gpen.batch.PhotoOutcome;
import io.gpen.batch.PhotoOutcome.Copied;
import io.gpen.batch.PhotoOutcome.Failed;
import io.gpen.batch.PhotoOutcome.Planned;
import io.gpen.batch.PhotoOutcome.Restored;
import io.gpen.batch.PhotoOutcome.Skipped;
import io.gpen.batch.PhotoOutcome.Unsupported;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The summary of a run for a program: one JSON object with the figures and every outcome. */
final class JsonSummary {

  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

  private JsonSummary() {}

  /** {@return the summary as one JSON object} */
  static String of(BatchSummary summary) {
    return GSON.toJson(object(summary));
  }

  private static JsonObject object(BatchSummary summary) {
    Tally tally = Tally.of(summary);
    JsonObject object = new JsonObject();
    object.addProperty("restored", tally.restored());
    object.addProperty("copied", tally.copied());
    object.addProperty("skipped", tally.skipped());
    object.addProperty("planned", tally.planned());
    object.addProperty("failed", tally.newFailures());
    object.addProperty("failedBefore", tally.knownFailures());
    object.addProperty("unsupported", tally.unsupported());
    object.addProperty("ignored", tally.ignored());
    object.addProperty("earlierOutputs", tally.earlierOutputs());
    object.addProperty("orphans", summary.orphans());
    object.addProperty("facesRestored", tally.faces());
    object.addProperty("facesKept", tally.kept());
    object.addProperty("workSeconds", tally.workSeconds());
    object.addProperty("elapsedSeconds", tally.elapsed().toNanos() / 1e9);
    summary
        .stopped()
        .ifPresent(
            stop -> {
              JsonObject end = new JsonObject();
              end.addProperty("kind", word(stop.kind()));
              end.addProperty("message", stop.message());
              object.add("stopped", end);
            });
    JsonArray photos = new JsonArray();
    summary.outcomes().forEach(outcome -> photos.add(outcome(outcome)));
    object.add("photos", photos);
    object.add("leftForLater", GSON.toJsonTree(names(summary.leftForLater())));
    return object;
  }

  private static JsonObject outcome(PhotoOutcome outcome) {
    JsonObject object = new JsonObject();
    object.addProperty("input", outcome.input().toAbsolutePath().normalize().toString());
    if (outcome instanceof Restored restored) {
      object.addProperty("outcome", "restored");
      object.addProperty("output", restored.output().toString());
      object.addProperty("facesRestored", restored.restored());
      object.addProperty("facesKept", restored.kept());
      object.addProperty("seconds", restored.seconds());
      object.add("warnings", GSON.toJsonTree(restored.warnings()));
    } else if (outcome instanceof Copied copied) {
      object.addProperty("outcome", "copied");
      object.addProperty("output", copied.output().toString());
      object.addProperty("reason", copied.reason());
      object.addProperty("facesKept", copied.kept());
      object.addProperty("seconds", copied.seconds());
      object.add("warnings", GSON.toJsonTree(copied.warnings()));
    } else if (outcome instanceof Skipped skipped) {
      object.addProperty("outcome", "skipped");
      object.addProperty("output", skipped.output().toString());
    } else if (outcome instanceof Planned planned) {
      object.addProperty("outcome", "planned");
      object.addProperty("output", planned.output().toString());
    } else if (outcome instanceof Failed failed) {
      object.addProperty("outcome", "failed");
      object.addProperty("reason", failed.reason());
      object.addProperty("cause", word(failed.cause()));
      object.addProperty("known", failed.known());
    } else if (outcome instanceof Unsupported unsupported) {
      object.addProperty("outcome", "unsupported");
      object.addProperty("reason", unsupported.reason());
    }
    return object;
  }

  private static List<String> names(List<Path> paths) {
    return paths.stream().map(path -> path.toAbsolutePath().normalize().toString()).toList();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
