package io.gpen.evaluate;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * The measures for programs: one JSON object. A ratio of pictures that are the same is infinite,
 * which JSON has no number for, so it is left out; {@code identical} says so.
 */
public final class EvaluationJson {

  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

  private EvaluationJson() {}

  /**
   * {@return the object: counts, means and a list of pictures, each with measures or an error}
   *
   * @param evaluation what came out
   */
  public static String of(Evaluation evaluation) {
    JsonObject object = new JsonObject();
    object.addProperty("measured", evaluation.measured().size());
    object.addProperty("identical", evaluation.identical());
    object.addProperty("failed", evaluation.failed().size());
    object.add("mean", measures(new JsonObject(), evaluation.mean()));
    JsonArray pictures = new JsonArray();
    evaluation.outcomes().forEach(outcome -> pictures.add(picture(outcome)));
    object.add("pictures", pictures);
    object.add("unused", GSON.toJsonTree(evaluation.unused()));
    return GSON.toJson(object);
  }

  private static JsonObject picture(PairOutcome outcome) {
    JsonObject object = new JsonObject();
    object.addProperty("picture", outcome.name());
    if (outcome instanceof PairOutcome.Measured pair) {
      object.addProperty("identical", Double.isInfinite(pair.measures().psnr()));
      measures(object, pair.measures());
    } else if (outcome instanceof PairOutcome.Failed failed) {
      object.addProperty("error", failed.reason());
    }
    return object;
  }

  private static JsonObject measures(JsonObject object, Measures measures) {
    add(object, "psnr", measures.psnr());
    add(object, "psnrY", measures.psnrY());
    add(object, "ssim", measures.ssim());
    add(object, "ssimY", measures.ssimY());
    return object;
  }

  private static void add(JsonObject object, String name, double value) {
    if (Double.isFinite(value)) {
      object.addProperty(name, value);
    }
  }
}
