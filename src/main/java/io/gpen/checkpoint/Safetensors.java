package io.gpen.checkpoint;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The safetensors format: the header's length in 8 bytes, the header in JSON, then the tensors in C
 * order. The header gives each tensor's type, shape and first and last byte.
 */
final class Safetensors {

  /** What the header calls the element types. */
  private static final Map<String, DType> TYPES =
      Map.of(
          "F32", DType.FLOAT32,
          "F64", DType.FLOAT64,
          "F16", DType.FLOAT16,
          "BF16", DType.BFLOAT16,
          "I64", DType.INT64,
          "I32", DType.INT32,
          "I16", DType.INT16,
          "I8", DType.INT8,
          "U8", DType.UINT8,
          "BOOL", DType.BOOL);

  private static final String METADATA = "__metadata__";

  private static final String HEADER = "the safetensors header";
  private static final long MAX_HEADER = 16L << 20;
  private static final int MAX_DIMENSIONS = 64;

  private final FileSection file;
  private final FileSection data;
  private final Map<String, TensorSource> tensors = new LinkedHashMap<>();

  private Safetensors(FileSection file, long headerSize) {
    this.file = file;
    long start = Long.BYTES + headerSize;
    this.data = file.slice(start, file.length() - start, "the data");
  }

  /** {@return the tensors of a file by name, in the order of the header} */
  static Map<String, TensorSource> read(FileSection file) {
    long size = file.bytes(0, Long.BYTES, HEADER).getLong();
    if (size < 0 || size > MAX_HEADER || size > file.length() - Long.BYTES) {
      throw file.damaged(HEADER + " states a wrong size (" + size + " bytes)", 0);
    }
    byte[] header = file.bytes(Long.BYTES, (int) size, HEADER).array();
    Safetensors reader = new Safetensors(file, size);
    try (JsonReader json =
        new JsonReader(
            new InputStreamReader(new ByteArrayInputStream(header), StandardCharsets.UTF_8))) {
      json.setStrictness(Strictness.STRICT);
      reader.parse(json);
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      // The parser's second line is a web address of no use here.
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw file.damaged(HEADER + " is not valid: " + Names.printable(reason), Long.BYTES);
    }
    return reader.tensors;
  }

  private void parse(JsonReader json) throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (name.equals(METADATA)) {
        json.skipValue();
      } else if (tensors.put(name, tensor(name, json)) != null) {
        throw file.refused("it has two entries " + Names.printable(name));
      }
    }
    json.endObject();
    if (json.peek() != JsonToken.END_DOCUMENT) {
      throw file.damaged(HEADER + " continues after its end", Long.BYTES);
    }
  }

  private TensorSource tensor(String name, JsonReader json) throws IOException {
    String type = "";
    long[] shape = {};
    long[] range = {};
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "dtype" -> type = json.nextString();
        case "shape" -> shape = integers(json);
        case "data_offsets" -> range = integers(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    return tensor(Names.printable(name), type, shape, range);
  }

  private TensorSource tensor(String name, String type, long[] shape, long[] range) {
    DType dtype = TYPES.get(type);
    if (dtype == null) {
      throw file.refused(
          name + " has the type " + Names.printable(type) + ", which is not supported for weights");
    }
    if (range.length != 2 || range[0] > range[1]) {
      throw file.damaged(name + " has no valid data_offsets", Long.BYTES);
    }
    FileSection bytes = data.slice(range[0], range[1] - range[0], name);
    try {
      Layout layout = Layout.contiguous(shape);
      layout.check(bytes.length() / dtype.bytes());
      if (layout.elements() * dtype.bytes() != bytes.length()) {
        throw new ArithmeticException("its shape and its data_offsets differ in size");
      }
      return new StoredTensor(name, dtype, layout, new Storage("the data", bytes, 0), 0);
    } catch (ArithmeticException e) {
      throw file.damaged(name + " does not match its data: " + e.getMessage(), data.offset(0));
    }
  }

  private static long[] integers(JsonReader json) throws IOException {
    List<Long> numbers = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      numbers.add(json.nextLong());
      if (numbers.size() > MAX_DIMENSIONS) {
        throw new IOException("a shape has too many dimensions");
      }
    }
    json.endArray();
    return numbers.stream().mapToLong(n -> n).toArray();
  }

  /** {@return what the header calls an element type} */
  static String nameOf(DType dtype) {
    return TYPES.entrySet().stream()
        .filter(entry -> entry.getValue() == dtype)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
