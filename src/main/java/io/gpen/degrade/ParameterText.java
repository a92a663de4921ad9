package io.gpen.degrade;

import io.gpen.degrade.DegradationParameters.Range;
import io.gpen.text.Wording;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Parameters as names and values, such as {@code grain.strength} and {@code 2..14}: the names are
 * those of the record's components.
 */
final class ParameterText {

  private ParameterText() {}

  /** {@return all names and values, in the order of the record} */
  static Map<String, String> of(DegradationParameters parameters) {
    Map<String, String> values = new LinkedHashMap<>();
    collect("", parameters, values);
    return values;
  }

  /**
   * {@return the parameters}
   *
   * @param values values by their names; 0 for what they do not name
   * @throws IllegalArgumentException if there is no such name, or a value is not possible; says
   *     which
   */
  static DegradationParameters parse(Map<String, String> values) {
    DegradationParameters parameters =
        (DegradationParameters) parse(DegradationParameters.class, "", values);
    Set<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(of(parameters).keySet());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("there is no parameter " + String.join(", ", unknown));
    }
    return parameters;
  }

  private static void collect(String prefix, Record group, Map<String, String> values) {
    for (RecordComponent component : group.getClass().getRecordComponents()) {
      String name = prefix + name(component);
      Object value;
      try {
        value = component.getAccessor().invoke(group);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("a record cannot be read", e);
      }
      if (value instanceof Range range) {
        values.put(name, text(range.min()) + ".." + text(range.max()));
      } else if (value instanceof Record inner) {
        collect(name + ".", inner, values);
      } else {
        values.put(name, text(((Number) value).doubleValue()));
      }
    }
  }

  private static Object parse(Class<?> group, String prefix, Map<String, String> values) {
    RecordComponent[] components = group.getRecordComponents();
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      Class<?> type = components[i].getType();
      String name = prefix + name(components[i]);
      arguments[i] =
          type.isRecord() && type != Range.class
              ? parse(type, name + ".", values)
              : value(type, name, values.getOrDefault(name, "0"));
    }
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return group.getDeclaredConstructor(types).newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(prefix + e.getCause().getMessage(), e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a record cannot be made", e);
    }
  }

  private static Object value(Class<?> type, String name, String text) {
    try {
      if (type == int.class) {
        return Integer.valueOf(text.strip());
      }
      if (type == double.class) {
        return Double.valueOf(text);
      }
      int dots = text.indexOf("..");
      double min = Double.parseDouble(dots < 0 ? text : text.substring(0, dots));
      return new Range(min, dots < 0 ? min : Double.parseDouble(text.substring(dots + 2)));
    } catch (IllegalArgumentException e) {
      String expected =
          type == Range.class
              ? "a range such as 0.5..2, up to 10000"
              : type == int.class ? "a whole number" : "a number";
      throw new IllegalArgumentException(name + " must be " + expected + ", not " + text, e);
    }
  }

  /** {@code grainSize} is {@code grain-size}. */
  private static String name(RecordComponent component) {
    return Wording.hyphenated(component.getName());
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
