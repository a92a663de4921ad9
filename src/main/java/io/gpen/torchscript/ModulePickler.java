package io.gpen.torchscript;

import io.gpen.checkpoint.TensorPickler;
import io.gpen.checkpoint.pickle.PickleOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a tree of modules as libtorch reads it. The values of tensors are not in it; they follow
 * in files of their own, under the numbers that they get here.
 */
final class ModulePickler {

  private static final String PACKAGE = "__torch__";

  private final PickleOutput out = new PickleOutput();
  private final List<ModuleTensor> tensors = new ArrayList<>();

  private ModulePickler() {}

  /**
   * What a tree of modules becomes.
   *
   * @param pickle the bytes of {@code data.pkl}
   * @param tensors the tensors; the place in the list is the number of the file
   */
  record Pickled(byte[] pickle, List<ModuleTensor> tensors) {}

  static Pickled pickle(ScriptModule root) {
    ModulePickler pickler = new ModulePickler();
    pickler.module(root);
    return new Pickled(pickler.out.finish(), pickler.tensors);
  }

  private void module(ScriptModule module) {
    out.newObject(PACKAGE, module.type());
    if (module.state().isEmpty()) {
      out.emptyDict().mark();
      module
          .attributes()
          .forEach(
              (name, value) -> {
                out.text(name);
                value(value);
              });
      out.setItems();
    } else {
      out.mark();
      module.state().forEach(this::value);
      out.tuple();
    }
    out.build();
  }

  private void value(Object value) {
    if (value instanceof ScriptModule module) {
      module(module);
    } else if (value instanceof ModuleTensor tensor) {
      boolean trained = tensor.kind() == ModuleTensor.Kind.PARAMETER;
      TensorPickler.write(
          out, tensors.size(), tensor.dtype(), tensor.shape(), tensor.strides(), trained);
      tensors.add(tensor);
    } else if (value instanceof Long number) {
      out.integer(number);
    } else if (value instanceof Double number) {
      out.number(number);
    } else if (value instanceof Boolean flag) {
      out.flag(flag);
    } else {
      throw new IllegalArgumentException("not an attribute: " + value);
    }
  }
}
