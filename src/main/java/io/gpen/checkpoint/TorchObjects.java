package io.gpen.checkpoint;

import io.gpen.checkpoint.pickle.OpaquePickleValue;
import io.gpen.checkpoint.pickle.PickleDict;
import io.gpen.checkpoint.pickle.PickleGlobal;
import io.gpen.checkpoint.pickle.PickleInput;
import io.gpen.checkpoint.pickle.PickleObjects;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The classes and functions of a PyTorch checkpoint that mean something: tensors, parameters,
 * storages, ordered dictionaries. All others become placeholders. The names are those of {@code
 * torch/_utils.py} and {@code torch/serialization.py}.
 */
final class TorchObjects implements PickleObjects {

  private static final Set<String> DICTIONARIES =
      Set.of("collections.OrderedDict", "collections.defaultdict");

  private static final Set<String> PARAMETERS =
      Set.of(
          "torch._utils._rebuild_parameter",
          "torch._utils._rebuild_parameter_with_state",
          "torch.nn.parameter.Parameter");

  /** Harmless values that training scripts keep beside the weights. */
  private static final Set<String> PLAIN_DATA =
      Set.of(
          "__builtin__.set",
          "builtins.set",
          "__builtin__.frozenset",
          "builtins.frozenset",
          "__builtin__.complex",
          "builtins.complex",
          "_codecs.encode",
          "argparse.Namespace",
          "numpy.dtype",
          "numpy.ndarray",
          "numpy.core.multiarray.scalar",
          "numpy._core.multiarray.scalar",
          "numpy.core.multiarray._reconstruct",
          "numpy._core.multiarray._reconstruct",
          "torch.device");

  private static final Set<String> RECONSTRUCTORS =
      Set.of("copy_reg._reconstructor", "copyreg._reconstructor");

  /** A dictionary may be copied from one list again and again; all together stay below this. */
  private static final int MAX_PAIRS = 1_000_000;

  private static final int MAX_DIMENSIONS = 64;

  private final PickleInput in;
  private int pairsCopied;
  private final Map<String, StorageRef> storages = new HashMap<>();

  TorchObjects(PickleInput in) {
    this.in = in;
  }

  /** {@return the storages that the pickle named, by key} */
  Map<String, StorageRef> storages() {
    return storages;
  }

  @Override
  public Object persistent(Object id) {
    if (!(id instanceof List<?> parts) || parts.isEmpty()) {
      throw in.damaged("the pickle has a malformed persistent id");
    }
    if ("storage".equals(parts.get(0)) && parts.size() >= 5) {
      return storage(parts);
    }
    if ("module".equals(parts.get(0)) && parts.size() >= 2) {
      return parts.get(1);
    }
    throw in.damaged("the pickle has a persistent id of an unknown kind");
  }

  private StorageRef storage(List<?> id) {
    if (!(id.get(1) instanceof PickleGlobal named) || !(id.get(2) instanceof String key)) {
      throw in.damaged("the pickle has a malformed storage");
    }
    StorageType type =
        StorageType.of(named)
            .orElseThrow(
                () -> in.damaged("the pickle has a storage of the unknown type " + named.name()));
    long elements = integer(id.get(4));
    StorageRef whole = new StorageRef(key, type, elements, 0, elements);
    StorageRef known = storages.putIfAbsent(key, whole);
    if (elements < 0 || known != null && !known.equals(whole)) {
      throw in.damaged("storage " + key + " has two different descriptions");
    }
    if (id.size() < 6 || !(id.get(5) instanceof List<?> view) || view.size() < 3) {
      return whole;
    }
    long start = integer(view.get(1));
    long length = integer(view.get(2));
    if (start < 0 || length < 0 || start > elements || length > elements - start) {
      throw in.damaged("a view of storage " + key + " extends past its end");
    }
    return new StorageRef(key, type, elements, start, length);
  }

  @Override
  public Object call(Object callable, Object arguments) {
    if (!(callable instanceof PickleGlobal function) || !(arguments instanceof List<?> list)) {
      return callable instanceof OpaquePickleValue opaque
          ? opaque
          : OpaquePickleValue.data("an object");
    }
    String name = function.qualified();
    if (name.equals("torch._tensor._rebuild_from_type_v2")
        && list.size() >= 3
        && list.get(0) instanceof PickleGlobal inner
        && list.get(2) instanceof List<?> innerArguments) {
      // A parameter or tensor that carries attributes of its own: only the tensor matters.
      return made(inner.qualified(), innerArguments, inner);
    }
    return made(name, list, function);
  }

  private Object made(String name, List<?> arguments, PickleGlobal function) {
    if (DICTIONARIES.contains(name)) {
      return dictionary(arguments);
    }
    if (name.startsWith("torch._utils._rebuild_tensor") && arguments.size() >= 4) {
      return tensor(name, arguments);
    }
    if (PARAMETERS.contains(name) && !arguments.isEmpty()) {
      return arguments.get(0);
    }
    if (name.equals("torch.Size") && !arguments.isEmpty()) {
      return arguments.get(0);
    }
    if (RECONSTRUCTORS.contains(name)
        && !arguments.isEmpty()
        && arguments.get(0) instanceof PickleGlobal type) {
      return instance(type);
    }
    return PLAIN_DATA.contains(name)
        ? OpaquePickleValue.data(name)
        : new OpaquePickleValue(function.qualified(), OpaquePickleValue.Kind.CALL);
  }

  @Override
  public Object instance(Object type) {
    if (!(type instanceof PickleGlobal named)) {
      return OpaquePickleValue.data("an object");
    }
    String name = named.qualified();
    if (DICTIONARIES.contains(name)) {
      return new PickleDict();
    }
    return PLAIN_DATA.contains(name)
        ? OpaquePickleValue.data(name)
        : new OpaquePickleValue(name, OpaquePickleValue.Kind.OBJECT);
  }

  /** Python 2 gives the entries of an ordered dictionary as a list of pairs. */
  private PickleDict dictionary(List<?> arguments) {
    PickleDict dict = new PickleDict();
    if (arguments.size() == 1 && arguments.get(0) instanceof List<?> pairs) {
      pairsCopied = Math.addExact(pairsCopied, pairs.size());
      if (pairsCopied > MAX_PAIRS) {
        throw in.damaged("the pickle copies too many entries");
      }
      for (Object pair : pairs) {
        if (!(pair instanceof List<?> entry) || entry.size() != 2) {
          throw in.damaged("an ordered dictionary is built from something other than pairs");
        }
        dict.put(entry.get(0), entry.get(1));
      }
    }
    return dict;
  }

  private Object tensor(String name, List<?> arguments) {
    if (!(arguments.get(0) instanceof StorageRef storage)) {
      throw in.damaged("a tensor is built from something other than a storage");
    }
    String typeName = storage.type().name();
    Optional<DType> dtype = storage.type().dtype();
    if (name.endsWith("_v3")) {
      typeName = arguments.size() > 6 ? dtypeName(arguments.get(6)) : "unknown";
      dtype = StorageType.dtypeNamed(typeName);
    }
    long perElement = dtype.map(DType::bytes).orElse(storage.type().bytes());
    Layout layout =
        new Layout(
            integer(arguments.get(1)), integers(arguments.get(2)), integers(arguments.get(3)));
    try {
      layout.check(Math.multiplyExact(storage.viewLength(), storage.type().bytes()) / perElement);
    } catch (ArithmeticException e) {
      throw in.damaged("a tensor does not match storage " + storage.key() + ": " + e.getMessage());
    }
    return new TensorRef(storage, typeName, dtype, layout);
  }

  private static String dtypeName(Object value) {
    return value instanceof PickleGlobal named ? named.name() : "unknown";
  }

  private long integer(Object value) {
    if (value instanceof Long number) {
      return number;
    }
    throw in.damaged("the pickle has no number where one is needed");
  }

  private long[] integers(Object value) {
    if (!(value instanceof List<?> list) || list.size() > MAX_DIMENSIONS) {
      throw in.damaged("the pickle has no shape where one is needed");
    }
    return list.stream().mapToLong(this::integer).toArray();
  }
}
