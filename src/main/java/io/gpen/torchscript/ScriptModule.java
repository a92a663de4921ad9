package io.gpen.torchscript;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One module of a network: the class of the text that it belongs to, and a value for each attribute
 * that the class declares (a module, a tensor, a {@code Long}, {@code Double} or {@code Boolean}).
 */
final class ScriptModule {

  private final String type;
  private final Map<String, Object> attributes = new LinkedHashMap<>();

  ScriptModule(String type) {
    this.type = type;
  }

  /** {@return the name of its class in the text} */
  String type() {
    return type;
  }

  /** {@return name to value, in the order in which they were added} */
  Map<String, Object> attributes() {
    return Collections.unmodifiableMap(attributes);
  }

  ScriptModule with(String name, ScriptModule module) {
    return put(name, module);
  }

  ScriptModule with(String name, ModuleTensor tensor) {
    return put(name, tensor);
  }

  ScriptModule with(String name, long number) {
    return put(name, number);
  }

  ScriptModule with(String name, double number) {
    return put(name, number);
  }

  ScriptModule with(String name, boolean flag) {
    return put(name, flag);
  }

  private ScriptModule put(String name, Object value) {
    if (attributes.put(name, value) != null) {
      throw new IllegalStateException(type + " has two attributes named " + name);
    }
    return this;
  }
}
