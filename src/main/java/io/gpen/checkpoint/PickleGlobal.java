package io.gpen.checkpoint;

/**
 * The name of a Python class or function. It is only ever compared; nothing is looked up or run.
 *
 * @param module the module's dotted name
 * @param name the name in the module
 */
record PickleGlobal(String module, String name) {

  String qualified() {
    return module + "." + name;
  }
}
