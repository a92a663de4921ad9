package io.gpen.zoo;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.annotations.SerializedName;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.gpen.face.ShareCurve;
import io.gpen.files.PrintableText;
import io.gpen.files.Sha256;
import io.gpen.text.Wording;
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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * The models that are known by name.
 *
 * @param entries the models in the order of the file
 */
public record Catalog(List<CatalogEntry> entries) {

  /** The name of the catalogue's file in a zoo folder. */
  public static final String FILE = "catalog.json";

  private static final Gson GSON =
      new GsonBuilder()
          .setStrictness(Strictness.STRICT)
          .registerTypeAdapterFactory(new ExactTypes())
          .create();

  /** Refuses two models of one name. */
  public Catalog {
    entries = List.copyOf(entries);
    Set<String> names = new HashSet<>();
    for (CatalogEntry entry : entries) {
      if (!names.add(entry.name().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("two models have the name " + entry.name());
      }
    }
    List<CatalogEntry> all = entries;
    for (CatalogEntry entry : all) {
      entry.pair().ifPresent(pair -> requireSharp(all, entry, pair.sharp()));
    }
  }

  private static void requireSharp(List<CatalogEntry> all, CatalogEntry entry, String name) {
    boolean fits =
        all.stream()
            .filter(other -> other.name().equalsIgnoreCase(name))
            .anyMatch(other -> other.task() == entry.task() && other.pair().isEmpty());
    if (!fits) {
      throw new IllegalArgumentException(
          Wording.format(
              "%s names %s as its sharp counterpart, which is no model of its own for %s",
              entry.name(), PrintableText.of(name), entry.task().words()));
    }
  }

  /** {@return the catalogue that is part of the program} */
  public static Catalog builtIn() {
    try (InputStream in = Catalog.class.getResourceAsStream(FILE)) {
      return read(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ModelException("cannot read the catalogue of models in the program's own jar", e);
    }
  }

  /**
   * {@return the catalogue of a file}
   *
   * @param file a catalogue in JSON
   * @throws ModelException if it cannot be read or is not one; the message names the file, the
   *     entry and the field
   */
  public static Catalog read(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return read(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelException(
          Wording.format(
              "%s is not a valid catalogue of models: %s; correct it or remove it",
              file, e.getMessage()),
          e);
    }
  }

  /** Throws IllegalArgumentException, the message of which says where and what. */
  private static Catalog read(Reader source) throws IOException {
    JsonReader reader = new JsonReader(source);
    Root root;
    try {
      root = GSON.fromJson(reader, Root.class);
      if (root != null && reader.peek() != JsonToken.END_DOCUMENT) {
        throw new JsonParseException("text after the end");
      }
    } catch (JsonParseException e) {
      String place = reader.getPath().replaceFirst("^\\$\\.?", "");
      String reason = e instanceof WrongTypeException ? e.getMessage() : "malformed JSON";
      throw new IllegalArgumentException(place.isEmpty() ? reason : place + ": " + reason, e);
    }
    if (root == null) {
      throw new IllegalArgumentException("the file is empty");
    }
    List<Model> models = required("models", root.models());
    List<CatalogEntry> entries = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      try {
        entries.add(entry(models.get(i)));
      } catch (IllegalArgumentException e) {
        String name = models.get(i).name();
        String which = name == null ? "" : " (" + PrintableText.of(name) + ")";
        throw new IllegalArgumentException("models[" + i + "]" + which + ": " + e.getMessage(), e);
      }
    }
    return new Catalog(entries);
  }

  private static CatalogEntry entry(Model model) {
    return new CatalogEntry(
        required("name", model.name()),
        convert("task", required("task", model.task()), Catalog::task),
        text("architecture", model.architecture()),
        positive("size", model.size()).map(Math::toIntExact).orElse(0),
        required("files", model.files()),
        Optional.ofNullable(model.origin()).map(uri -> convert("origin", uri, URI::create)),
        positive("bytes", model.bytes()).map(OptionalLong::of).orElse(OptionalLong.empty()),
        Optional.ofNullable(model.sha256()).map(hex -> convert("sha256", hex, Sha256::new)),
        text("licence", model.licence()),
        text("training", model.training()),
        Optional.ofNullable(model.shares()).map(Catalog::shares),
        Boolean.TRUE.equals(model.isDefault()),
        Boolean.TRUE.equals(model.shipped()),
        pair(model));
  }

  private static Optional<CatalogEntry.Pair> pair(Model model) {
    if (model.sharp() == null && model.fidelity() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new CatalogEntry.Pair(
            required("sharp", model.sharp()), required("fidelity", model.fidelity())));
  }

  private static ModelTask task(String name) {
    for (ModelTask task : ModelTask.values()) {
      if (task.name().equalsIgnoreCase(name)) {
        return task;
      }
    }
    throw new IllegalArgumentException("unknown task " + PrintableText.of(name));
  }

  private static ShareCurve shares(Shares shares) {
    return new ShareCurve(
        required("shares.none", shares.none()), required("shares.whole", shares.whole()));
  }

  private static <T> T required(String field, T value) {
    if (value == null) {
      throw new IllegalArgumentException("field \"" + field + "\" is missing");
    }
    return value;
  }

  /** These texts are shown on terminals. */
  private static String text(String field, String value) {
    if (!PrintableText.of(required(field, value)).equals(value)) {
      throw new IllegalArgumentException("field \"" + field + "\" contains control characters");
    }
    return value;
  }

  private static <T extends Number> Optional<Long> positive(String field, T value) {
    if (value != null && value.longValue() <= 0) {
      throw new IllegalArgumentException("field \"" + field + "\" must be positive, not " + value);
    }
    return Optional.ofNullable(value).map(Number::longValue);
  }

  private static <T> T convert(String field, String value, Function<String, T> conversion) {
    try {
      return conversion.apply(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("field \"" + field + "\": " + e.getMessage(), e);
    }
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

  /** The file as it is written; what is not there is null. */
  private record Root(List<Model> models) {}

  private record Model(
      String name,
      String task,
      String architecture,
      Integer size,
      List<String> files,
      String origin,
      Long bytes,
      String sha256,
      String licence,
      String training,
      Shares shares,
      @SerializedName("default") Boolean isDefault,
      Boolean shipped,
      String sharp,
      Double fidelity) {}

  /** See {@link ShareCurve}. */
  private record Shares(Double none, Double whole) {}

  /** A value of another type than the field's. */
  private static final class WrongTypeException extends JsonParseException {

    private static final long serialVersionUID = 1;

    WrongTypeException(String message) {
      super(message);
    }
  }

  /** Gson alone reads {@code "yes"} as false, 5 as a text and null as an element of a list. */
  private static final class ExactTypes implements TypeAdapterFactory {

    private static final Map<Class<?>, JsonToken> EXPECTED =
        Map.of(
            String.class, JsonToken.STRING,
            Boolean.class, JsonToken.BOOLEAN,
            Integer.class, JsonToken.NUMBER,
            Long.class, JsonToken.NUMBER,
            Double.class, JsonToken.NUMBER,
            List.class, JsonToken.BEGIN_ARRAY,
            Shares.class, JsonToken.BEGIN_OBJECT,
            Model.class, JsonToken.BEGIN_OBJECT,
            Root.class, JsonToken.BEGIN_OBJECT);

    @Override
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
      JsonToken expected = EXPECTED.get(type.getRawType());
      if (expected == null) {
        return null;
      }
      TypeAdapter<T> delegate = gson.getDelegateAdapter(this, type);
      return new TypeAdapter<>() {
        @Override
        public T read(JsonReader in) throws IOException {
          JsonToken found = in.peek();
          if (found != expected) {
            throw new WrongTypeException("expected " + words(expected) + ", not " + words(found));
          }
          try {
            return delegate.read(in);
          } catch (JsonParseException e) {
            if (expected == JsonToken.NUMBER) {
              throw new WrongTypeException("expected a whole number");
            }
            throw e;
          }
        }

        @Override
        public void write(JsonWriter out, T value) throws IOException {
          delegate.write(out, value);
        }
      };
    }

    private static String words(JsonToken token) {
      return switch (token) {
        case BEGIN_ARRAY -> "a list";
        case BEGIN_OBJECT -> "an object";
        case STRING -> "a string";
        case NUMBER -> "a number";
        case BOOLEAN -> "true or false";
        case NULL -> "null";
        default -> "the end of the file";
      };
    }
  }
}
