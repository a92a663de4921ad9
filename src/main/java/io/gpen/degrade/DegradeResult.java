package io.gpen.degrade;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * What became of the photos of a request.
 *
 * @param seed the seed of the request
 * @param outcomes in the order of the names
 * @param stopped whether the run was asked to stop before the last photo
 */
public record DegradeResult(long seed, List<CopyOutcome> outcomes, boolean stopped) {

  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

  /** {@return how many copies were written by this run} */
  public long written() {
    return outcomes.stream()
        .filter(outcome -> outcome instanceof CopyOutcome.Made made && made.isNew())
        .count();
  }

  /** {@return how many copies had been there, the very same, before this run} */
  public long unchanged() {
    return outcomes.size() - written() - failed();
  }

  /** {@return how many photos have no copy} */
  public long failed() {
    return outcomes.stream().filter(CopyOutcome.Failed.class::isInstance).count();
  }

  /**
   * {@return everything as one JSON object} Each photo has the numbers of its degradation as {@link
   * Degradation} names them, or an error.
   */
  public String json() {
    JsonObject object = new JsonObject();
    object.addProperty("seed", seed);
    object.addProperty("written", written());
    object.addProperty("unchanged", unchanged());
    object.addProperty("failed", failed());
    JsonArray photos = new JsonArray();
    outcomes.forEach(outcome -> photos.add(photo(outcome)));
    object.add("photos", photos);
    return GSON.toJson(object);
  }

  private static JsonObject photo(CopyOutcome outcome) {
    JsonObject object = new JsonObject();
    object.addProperty("photo", outcome.name());
    if (outcome instanceof CopyOutcome.Made made) {
      object.addProperty("output", made.output().toString());
      object.addProperty("width", made.width());
      object.addProperty("height", made.height());
      Degradation numbers = made.degradation();
      object.addProperty("flip", numbers.flip());
      object.addProperty("grey", numbers.grey());
      object.addProperty("blur", numbers.blur().name().toLowerCase(Locale.ROOT));
      object.addProperty("sigmaX", numbers.sigmaX());
      object.addProperty("sigmaY", numbers.sigmaY());
      object.addProperty("angle", numbers.angle());
      object.addProperty("downscale", numbers.downscale());
      object.addProperty("noiseSigma", numbers.noiseSigma());
      object.addProperty("noiseSeed", numbers.noiseSeed());
      object.addProperty("jpegQuality", numbers.jpegQuality());
    } else if (outcome instanceof CopyOutcome.Failed failed) {
      object.addProperty("error", failed.reason());
    }
    return object;
  }
}
