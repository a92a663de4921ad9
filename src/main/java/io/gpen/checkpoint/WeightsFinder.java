package io.gpen.checkpoint;

import io.gpen.checkpoint.pickle.OpaquePickleValue;
import io.gpen.checkpoint.pickle.PickleDict;
import io.gpen.checkpoint.pickle.PickleGlobal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the state dict among all that a training script saved beside it. */
final class WeightsFinder {

  /** Under which entry the weights are if they are not named, the best first. */
  private static final List<String> USUAL =
      List.of("g_ema", "params_ema", "params", "state_dict", "model");

  /** How deep the usual entries are searched in each other. */
  private static final int MAX_LEVELS = 4;

  private static final int SHOWN = 10;

  private final FileSection file;
  private final Optional<String> key;
  private final List<String> warnings = new ArrayList<>();

  WeightsFinder(FileSection file, Optional<String> key) {
    this.file = file;
    this.key = key;
  }

  /** {@return what is odd about the file but does not touch the weights} */
  List<String> warnings() {
    return warnings;
  }

  /** {@return the weights by name, in order} */
  Map<String, TensorRef> find(Object root) {
    PickleDict dict = dictionary(root, "it");
    if (key.isPresent()) {
      return tensors(named(dict, key.get()));
    }
    for (int level = 0; level < MAX_LEVELS; level++) {
      Optional<String> usual = usual(dict);
      if (usual.isEmpty()) {
        break;
      }
      warnOfCalls(dict);
      dict = dictionary(dict.get(usual.get()), "its entry " + usual.get());
    }
    return tensors(dict);
  }

  private PickleDict named(PickleDict dict, String name) {
    if (!dict.entries().containsKey(name)) {
      throw file.refused(
          "it has no entry " + Names.printable(name) + " (--key); its entries are " + list(dict));
    }
    warnOfCalls(dict);
    return dictionary(dict.get(name), "its entry " + Names.printable(name));
  }

  private static Optional<String> usual(PickleDict dict) {
    return USUAL.stream()
        .filter(
            name ->
                dict.get(name) instanceof PickleDict
                    || dict.get(name) instanceof OpaquePickleValue opaque
                        && opaque.kind() != OpaquePickleValue.Kind.DATA)
        .findFirst();
  }

  private PickleDict dictionary(Object value, String what) {
    if (value instanceof PickleDict dict) {
      return dict;
    }
    if (value instanceof OpaquePickleValue opaque && opaque.kind() == OpaquePickleValue.Kind.CALL) {
      throw forbidden(what, opaque);
    }
    if (value instanceof OpaquePickleValue || value instanceof PickleGlobal) {
      String type =
          value instanceof OpaquePickleValue opaque
              ? opaque.what()
              : ((PickleGlobal) value).qualified();
      throw file.refused(
          what
              + " is a pickled module (an object of class "
              + Names.printable(type)
              + "), not weights: save its state dict with torch.save(model.state_dict(), ...)");
    }
    throw file.refused(
        what + " is not a dictionary of weights: get a state dict, or give an entry with --key");
  }

  private CheckpointException forbidden(String what, OpaquePickleValue call) {
    return file.refused(
        what
            + " is a call of "
            + Names.printable(call.what())
            + ", which weights do not need; it was not run, and the file is not used");
  }

  private void warnOfCalls(PickleDict dict) {
    dict.entries()
        .forEach(
            (name, value) -> {
              if (value instanceof OpaquePickleValue opaque
                  && opaque.kind() == OpaquePickleValue.Kind.CALL) {
                warnings.add(
                    "entry "
                        + Names.printable(String.valueOf(name))
                        + " beside the weights is a call of "
                        + Names.printable(opaque.what())
                        + "; it was not run");
              }
            });
  }

  private Map<String, TensorRef> tensors(PickleDict dict) {
    dict.repeated()
        .ifPresent(
            name -> {
              throw file.refused("it has two entries " + Names.printable(name));
            });
    Map<String, TensorRef> tensors = new LinkedHashMap<>();
    dict.entries()
        .forEach(
            (name, value) -> {
              if (value instanceof TensorRef tensor) {
                add(tensors, name, tensor);
              } else if (value instanceof OpaquePickleValue opaque) {
                ignore(String.valueOf(name), opaque);
              }
            });
    if (tensors.isEmpty()) {
      throw file.refused(
          "it has no tensors; its entries are "
              + list(dict)
              + "; give the one with the weights with --key");
    }
    return tensors;
  }

  private void add(Map<String, TensorRef> tensors, Object key, TensorRef tensor) {
    if (!(key instanceof String name)) {
      throw file.refused("it has tensor names that are not text: get a state dict");
    }
    if (tensor.dtype().isEmpty()) {
      throw file.refused(
          Names.printable(name)
              + " has the type "
              + tensor.type()
              + ", which is not supported for weights");
    }
    String plain = Names.withoutParallel(name);
    if (tensors.put(plain, tensor) != null) {
      throw file.refused("it has two entries " + Names.printable(plain));
    }
  }

  private void ignore(String name, OpaquePickleValue opaque) {
    String entry = "entry " + Names.printable(name);
    if (opaque.kind() == OpaquePickleValue.Kind.CALL) {
      throw forbidden(entry, opaque);
    }
    if (opaque.kind() == OpaquePickleValue.Kind.OBJECT) {
      warnings.add(entry + " is an object of " + Names.printable(opaque.what()) + "; ignored");
    }
  }

  private static String list(PickleDict dict) {
    String shown =
        dict.entries().keySet().stream()
            .filter(String.class::isInstance)
            .limit(SHOWN)
            .map(name -> Names.printable((String) name))
            .collect(Collectors.joining(", "));
    return dict.entries().size() > SHOWN ? shown + ", ..." : shown.isEmpty() ? "none" : shown;
  }
}
