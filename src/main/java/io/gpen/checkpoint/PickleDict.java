package io.gpen.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A pickled dictionary in its order. Keys that are no plain scalars are told apart by identity,
 * since comparing containers that contain themselves would never end.
 */
final class PickleDict {

  private final Map<Object, Object> entries = new LinkedHashMap<>();
  private String repeated;

  void put(Object key, Object value) {
    boolean scalar = key instanceof String || key instanceof Long || key instanceof Boolean;
    Object safe = scalar ? key : new Object();
    if (entries.put(safe, value) != null && repeated == null && key instanceof String name) {
      // One is enough to refuse a file.
      repeated = name;
    }
  }

  Map<Object, Object> entries() {
    return entries;
  }

  Object get(String key) {
    return entries.get(key);
  }

  /** {@return a key that was given more than once, which no sound writer does} */
  Optional<String> repeated() {
    return Optional.ofNullable(repeated);
  }
}
