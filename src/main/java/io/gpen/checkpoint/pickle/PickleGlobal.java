package io.gpen.checkpoint.pickle;

/**
 * The name of a Python class or function. It is only ever compared; nothing is looked up or run.
 *
 * @param module the module's dotted name
 * @param name the name in the module
 */
public record PickleGlobal(String module, String name) {

  /** {@return the module and the name, with a dot between} */
  public String qualified() {
    return module + "." + name;
  }
}
