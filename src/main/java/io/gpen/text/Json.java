package io.gpen.text;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Records as JSON for other programs. Component names become member names, paths become strings and
 * enum constants lower-case words; what is null, an empty {@link Optional} or a number that JSON
 * cannot express (NaN, infinity) is left out.
 */
public final class Json {

  private static final Gson GSON =
      new GsonBuilder()
          .disableHtmlEscaping()
          .setPrettyPrinting()
          .registerTypeHierarchyAdapter(Path.class, string(Path::toString))
          .registerTypeHierarchyAdapter(Enum.class, string(Json::word))
          .registerTypeHierarchyAdapter(
              Optional.class,
              (JsonSerializer<Optional<?>>)
                  (value, type, gson) -> gson.serialize(value.orElse(null)))
          .registerTypeAdapter(double.class, number())
          .registerTypeAdapter(Double.class, number())
          .registerTypeAdapterFactory(new InlineFactory())
          .create();

  private Json() {}

  /**
   * Marks a component of a record whose members stand in the record's own JSON object, at the place
   * of the component.
   */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface Inline {}

  /**
   * {@return a value as indented JSON}
   *
   * @param value a record, or a collection of records
   */
  public static String of(Object value) {
    return GSON.toJson(value);
  }

  /**
   * {@return an enum constant as JSON and messages write it, such as {@code not supported}}
   *
   * @param constant any constant
   */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static <T> JsonSerializer<T> string(java.util.function.Function<T, String> text) {
    return (value, type, gson) -> new JsonPrimitive(text.apply(value));
  }

  private static JsonSerializer<Double> number() {
    return (value, type, gson) ->
        Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
  }

  /** Moves the members of inlined components up into the object of the record. */
  private static final class InlineFactory implements TypeAdapterFactory {

    @Override
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
      if (!type.getRawType().isRecord()) {
        return null;
      }
      Set<String> inlined =
          Arrays.stream(type.getRawType().getRecordComponents())
              .filter(component -> component.isAnnotationPresent(Inline.class))
              .map(RecordComponent::getName)
              .collect(Collectors.toSet());
      return inlined.isEmpty()
          ? null
          : new InlineAdapter<>(gson, gson.getDelegateAdapter(this, type), inlined).nullSafe();
    }
  }

  private static final class InlineAdapter<T> extends TypeAdapter<T> {

    private final Gson gson;
    private final TypeAdapter<T> nested;
    private final Set<String> inlined;

    InlineAdapter(Gson gson, TypeAdapter<T> nested, Set<String> inlined) {
      this.gson = gson;
      this.nested = nested;
      this.inlined = inlined;
    }

    @Override
    public void write(JsonWriter out, T value) throws IOException {
      JsonObject object = new JsonObject();
      nested
          .toJsonTree(value)
          .getAsJsonObject()
          .asMap()
          .forEach(
              (name, member) -> {
                if (inlined.contains(name) && member instanceof JsonObject inner) {
                  inner.asMap().forEach(object::add);
                } else {
                  object.add(name, member);
                }
              });
      gson.toJson((JsonElement) object, out);
    }

    @Override
    public T read(JsonReader in) throws IOException {
      return nested.read(in);
    }
  }
}
