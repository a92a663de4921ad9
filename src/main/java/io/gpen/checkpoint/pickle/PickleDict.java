package io.gpen.checkpoint.pickle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A pickled dictionary in its order. Keys that are not plain scalars are compared by identity, as
 * comparing containers that contain themselves would never end.
 */
public final class PickleDict {

  private final Map<Object, Object> entries = new LinkedHashMap<>();
  private String repeated;

  /**
   * Adds an entry.
   *
   * @param key any value
   * @param value any value
   */
  public void put(Object key, Object value) {
    boolean scalar = key instanceof String || key instanceof Long || key instanceof Boolean;
    Object safe = scalar ? key : new Object();
    if (entries.put(safe, value) != null && repeated == null && key instanceof String name) {
      // One is enough to refuse a file.
      repeated = name;
    }
  }

  /** {@return the entries in their order} */
  public Map<Object, Object> entries() {
    return entries;
  }

  /**
   * {@return the value of a key, or null}
   *
   * @param key the key
   */
  public Object get(String key) {
    return entries.get(key);
  }

  /** {@return a key that was given more than once, which no sound writer does} */
  public Optional<String> repeated() {
    return Optional.ofNullable(repeated);
  }
}
