package io.gpen.checkpoint;

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
                    || dict.get(name) instanceof Inert inert && inert.kind() != Inert.Kind.DATA)
        .findFirst();
  }

  private PickleDict dictionary(Object value, String what) {
    if (value instanceof PickleDict dict) {
      return dict;
    }
    if (value instanceof Inert inert && inert.kind() == Inert.Kind.CALL) {
      throw forbidden(what, inert);
    }
    if (value instanceof Inert || value instanceof PickleGlobal) {
      String type =
          value instanceof Inert inert ? inert.what() : ((PickleGlobal) value).qualified();
      throw file.refused(
          what
              + " is a pickled module (an object of class "
              + Names.printable(type)
              + "), not weights: ask for its state dict, torch.save(model.state_dict(), ...)");
    }
    throw file.refused(
        what + " is no dictionary of weights: ask for a state dict, or name an entry with --key");
  }

  private CheckpointException forbidden(String what, Inert call) {
    return file.refused(
        what
            + " is a call of "
            + Names.printable(call.what())
            + ", which weights have no need of; it was not run, and the file is not used");
  }

  private void warnOfCalls(PickleDict dict) {
    dict.entries()
        .forEach(
            (name, value) -> {
              if (value instanceof Inert inert && inert.kind() == Inert.Kind.CALL) {
                warnings.add(
                    "entry "
                        + Names.printable(String.valueOf(name))
                        + " beside the weights is a call of "
                        + Names.printable(inert.what())
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
              } else if (value instanceof Inert inert) {
                ignore(String.valueOf(name), inert);
              }
            });
    if (tensors.isEmpty()) {
      throw file.refused(
          "it has no tensors where weights should be; its entries are "
              + list(dict)
              + "; name the one with the weights with --key");
    }
    return tensors;
  }

  private void add(Map<String, TensorRef> tensors, Object key, TensorRef tensor) {
    if (!(key instanceof String name)) {
      throw file.refused("it names tensors by what is no text: ask for a state dict");
    }
    if (tensor.dtype().isEmpty()) {
      throw file.refused(
          Names.printable(name) + " has the type " + tensor.type() + ", which weights never have");
    }
    String plain = Names.withoutParallel(name);
    if (tensors.put(plain, tensor) != null) {
      throw file.refused("it has two entries " + Names.printable(plain));
    }
  }

  private void ignore(String name, Inert inert) {
    String entry = "entry " + Names.printable(name);
    if (inert.kind() == Inert.Kind.CALL) {
      throw forbidden(entry, inert);
    }
    if (inert.kind() == Inert.Kind.OBJECT) {
      warnings.add(entry + " is an object of " + Names.printable(inert.what()) + "; ignored");
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
