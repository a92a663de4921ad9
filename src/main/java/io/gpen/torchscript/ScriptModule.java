package io.gpen.torchscript;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One module of a network: the class of the text that it belongs to, and a value for each attribute
 * that the class declares (a module, a tensor, a {@code Long}, {@code Double} or {@code Boolean});
 * or, for classes with a method {@code __setstate__}, the values that it takes.
 */
final class ScriptModule {

  private final String type;
  private final Map<String, Object> attributes = new LinkedHashMap<>();
  private final List<Object> state;

  ScriptModule(String type) {
    this(type, List.of());
  }

  private ScriptModule(String type, List<Object> state) {
    this.type = type;
    this.state = state;
  }

  /** {@return a module that sets its attributes itself when it is loaded} */
  static ScriptModule ofState(String type, Object... state) {
    return new ScriptModule(type, List.of(state));
  }

  /** {@return the name of its class in the text} */
  String type() {
    return type;
  }

  /** {@return name to value, in the order in which they were added} */
  Map<String, Object> attributes() {
    return Collections.unmodifiableMap(attributes);
  }

  /** {@return what the module sets its attributes from, empty if it has attributes} */
  List<Object> state() {
    return state;
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
