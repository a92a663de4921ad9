package io.gpen.zoo;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.gpen.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The models that are known by name.
 *
 * @param entries the models in the order of the file
 */
public record Catalog(List<CatalogEntry> entries) {

  /** The name of the catalogue's file in a zoo folder. */
  public static final String FILE = "catalog.json";

  /** Refuses two models of one name. */
  public Catalog {
    entries = List.copyOf(entries);
    Set<String> names = new HashSet<>();
    for (CatalogEntry entry : entries) {
      if (!names.add(entry.name().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("two models have the name " + entry.name());
      }
    }
  }

  /** {@return the catalogue that is part of the program} */
  public static Catalog builtIn() {
    try (InputStream in = Catalog.class.getResourceAsStream(FILE)) {
      return read(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ModelException("the program's own catalogue of models cannot be read", e);
    }
  }

  /**
   * {@return the catalogue of a file}
   *
   * @param file a catalogue in JSON
   * @throws ModelException if it cannot be read or is not one
   */
  public static Catalog read(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return read(reader);
    } catch (IOException | RuntimeException e) {
      // Gson and the values complain in many ways about what is not there or of another type.
      throw new ModelException(
          file + " is not a catalogue of models (" + e.getMessage() + "): restore or remove it", e);
    }
  }

  private static Catalog read(Reader reader) {
    List<CatalogEntry> entries = new ArrayList<>();
    JsonObject root = JsonParser.parseReader(reader).getAsJsonObject();
    for (JsonElement model : root.getAsJsonArray("models")) {
      entries.add(entry(model.getAsJsonObject()));
    }
    return new Catalog(entries);
  }

  private static CatalogEntry entry(JsonObject model) {
    List<String> files = new ArrayList<>();
    model.getAsJsonArray("files").forEach(name -> files.add(name.getAsString()));
    return new CatalogEntry(
        model.get("name").getAsString(),
        ModelTask.valueOf(model.get("task").getAsString().toUpperCase(Locale.ROOT)),
        model.get("architecture").getAsString(),
        model.has("size") ? model.get("size").getAsInt() : 0,
        files,
        text(model, "origin").map(URI::create),
        model.has("bytes") ? OptionalLong.of(model.get("bytes").getAsLong()) : OptionalLong.empty(),
        text(model, "sha256").map(Sha256::new),
        model.get("licence").getAsString(),
        model.get("training").getAsString(),
        model.has("default") && model.get("default").getAsBoolean(),
        model.has("shipped") && model.get("shipped").getAsBoolean());
  }

  private static Optional<String> text(JsonObject model, String key) {
    return model.has(key) ? Optional.of(model.get(key).getAsString()) : Optional.empty();
  }

  /**
   * {@return the model of a name, upper or lower case}
   *
   * @param name the name, or the name of its file
   */
  public Optional<CatalogEntry> find(String name) {
    return entries.stream()
        .filter(e -> e.name().equalsIgnoreCase(name) || e.files().contains(name))
        .findFirst();
  }

  /**
   * {@return the model that is used for a task when no other is named}
   *
   * @param task the task
   */
  public CatalogEntry defaultFor(ModelTask task) {
    return entries.stream()
        .filter(e -> e.isDefault() && e.task() == task)
        .findFirst()
        .orElseThrow(
            () -> new ModelException("the catalogue has no default model for " + task.words()));
  }
}
