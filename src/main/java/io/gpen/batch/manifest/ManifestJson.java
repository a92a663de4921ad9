package io.gpen.batch.manifest;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import io.gpen.batch.manifest.ManifestLine.Ended;
import io.gpen.batch.manifest.ManifestLine.Removed;
import io.gpen.batch.manifest.ManifestLine.Started;
import io.gpen.files.Sha256;
import io.gpen.text.Wording;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The lines of the manifest as JSON, one object a line; what it does not know, it passes over. */
final class ManifestJson {

  /** One alone has no encoding in UTF-8; in names they stand for bytes that are not valid. */
  private static final Pattern SURROGATE = Pattern.compile("\\p{Cs}");

  private static final String EVENT = "event";
  private static final String STARTED = "started";
  private static final String ENDED = "ended";
  private static final String REMOVED = "removed";

  /**
   * A run has one fingerprint and a manifest a few: each is kept in memory once, not once a line.
   */
  private static final Map<JsonElement, ProcessingFingerprint> RECIPES = new ConcurrentHashMap<>();

  private static final Gson PLAIN = new Gson();

  private static final JsonDeserializer<ProcessingFingerprint> RECIPE =
      (json, type, context) ->
          RECIPES.computeIfAbsent(json, j -> PLAIN.fromJson(j, ProcessingFingerprint.class));

  private static final Gson GSON =
      new GsonBuilder()
          .disableHtmlEscaping()
          .registerTypeAdapter(ProcessingFingerprint.class, RECIPE)
          .registerTypeAdapter(Instant.class, text(Instant::toString, Instant::parse))
          .registerTypeAdapter(Sha256.class, text(Sha256::hex, Sha256::new))
          .create();

  private ManifestJson() {}

  /** {@return the line, without its end} */
  static String write(ManifestLine line) {
    JsonObject object = new JsonObject();
    object.addProperty(
        EVENT, line instanceof Started ? STARTED : line instanceof Ended ? ENDED : REMOVED);
    GSON.toJsonTree(line).getAsJsonObject().asMap().forEach(object::add);
    return SURROGATE
        .matcher(GSON.toJson(object))
        .replaceAll(m -> Wording.format("\\\\u%04x", (int) m.group().charAt(0)));
  }

  /** {@return what a line says, or nothing if it is torn or of another kind} */
  static Optional<ManifestLine> read(String line) {
    try {
      JsonObject object = GSON.fromJson(line, JsonObject.class);
      if (object == null || !object.has(EVENT)) {
        return Optional.empty();
      }
      ManifestLine read =
          switch (object.get(EVENT).getAsString()) {
            case STARTED -> GSON.fromJson(object, Started.class);
            case ENDED -> GSON.fromJson(object, Ended.class);
            case REMOVED -> GSON.fromJson(object, Removed.class);
            default -> null;
          };
      return Optional.ofNullable(read).filter(ManifestLine::isWhole);
    } catch (JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  private static <T> TypeAdapter<T> text(Function<T, String> write, Function<String, T> read) {
    return new TypeAdapter<T>() {
      @Override
      public void write(JsonWriter out, T value) throws IOException {
        out.value(write.apply(value));
      }

      @Override
      public T read(JsonReader in) throws IOException {
        try {
          return read.apply(in.nextString());
        } catch (DateTimeException | IllegalArgumentException e) {
          throw new JsonParseException(e);
        }
      }
    }.nullSafe();
  }
}
