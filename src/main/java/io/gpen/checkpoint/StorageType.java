package io.gpen.checkpoint;

import io.gpen.checkpoint.pickle.PickleGlobal;
import java.util.Map;
import java.util.Optional;

/**
 * What PyTorch calls the type of a storage.
 *
 * @param name the Python class without its module
 * @param bytes the size of one element
 * @param dtype the element type, if it is one that is read
 */
record StorageType(String name, int bytes, Optional<DType> dtype) {

  private static final Map<String, DType> READ =
      Map.of(
          "FloatStorage", DType.FLOAT32,
          "DoubleStorage", DType.FLOAT64,
          "HalfStorage", DType.FLOAT16,
          "BFloat16Storage", DType.BFLOAT16,
          "LongStorage", DType.INT64,
          "IntStorage", DType.INT32,
          "ShortStorage", DType.INT16,
          "CharStorage", DType.INT8,
          "ByteStorage", DType.UINT8,
          "BoolStorage", DType.BOOL);

  private static final Map<String, DType> BY_DTYPE =
      Map.of(
          "float32", DType.FLOAT32,
          "float64", DType.FLOAT64,
          "float16", DType.FLOAT16,
          "bfloat16", DType.BFLOAT16,
          "int64", DType.INT64,
          "int32", DType.INT32,
          "int16", DType.INT16,
          "int8", DType.INT8,
          "uint8", DType.UINT8,
          "bool", DType.BOOL);

  /** Types of other things beside the weights; their size is needed to step over them. */
  private static final Map<String, Integer> PASSED_OVER =
      Map.of(
          "UntypedStorage", 1,
          "ComplexFloatStorage", 8,
          "ComplexDoubleStorage", 16,
          "QInt8Storage", 1,
          "QUInt8Storage", 1,
          "QInt32Storage", 4,
          "QUInt4x2Storage", 1,
          "QUInt2x4Storage", 1);

  /** {@return the type that a class name stands for, if it is one} */
  static Optional<StorageType> of(PickleGlobal type) {
    boolean torch = type.module().equals("torch") || type.module().startsWith("torch.");
    DType dtype = READ.get(type.name());
    Integer bytes = dtype == null ? PASSED_OVER.get(type.name()) : (Integer) dtype.bytes();
    return torch && bytes != null
        ? Optional.of(new StorageType(type.name(), bytes, Optional.ofNullable(dtype)))
        : Optional.empty();
  }

  /** {@return the element type that PyTorch calls by a name such as float32} */
  static Optional<DType> dtypeNamed(String name) {
    return Optional.ofNullable(BY_DTYPE.get(name));
  }

  /** {@return what PyTorch calls storages of an element type} */
  static String nameOf(DType dtype) {
    return READ.entrySet().stream()
        .filter(entry -> entry.getValue() == dtype)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
