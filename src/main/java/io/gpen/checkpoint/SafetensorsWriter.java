package io.gpen.checkpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Writes safetensors. The header keeps the order of the tensors; the data begins with the widest
 * type, so that every tensor lies at a multiple of its own element size, as some readers want.
 */
final class SafetensorsWriter {

  private static final int ALIGNMENT = 8;

  private final StateDict weights;
  private final TensorEncoder encoder;

  SafetensorsWriter(StateDict weights, TensorEncoder encoder) {
    this.weights = weights;
    this.encoder = encoder;
  }

  void writeTo(OutputStream out) throws IOException {
    Comparator<String> widestFirst =
        Comparator.comparingInt(name -> -encoder.typeOf(weights.get(name)).bytes());
    List<String> order = weights.names().stream().sorted(widestFirst).toList();
    byte[] header = header(order);
    out.write(
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .array());
    out.write(header);
    for (String name : order) {
      out.write(encoder.encode(name, weights.get(name)));
    }
  }

  private byte[] header(List<String> order) {
    Map<String, Long> starts = new HashMap<>();
    long end = 0;
    for (String name : order) {
      starts.put(name, end);
      end += encoder.size(weights.get(name));
    }
    JsonObject header = new JsonObject();
    weights
        .tensors()
        .forEach((name, tensor) -> header.add(name, describe(tensor, starts.get(name))));
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(json, (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }

  private JsonObject describe(TensorSource tensor, long start) {
    JsonObject description = new JsonObject();
    description.addProperty("dtype", Safetensors.nameOf(encoder.typeOf(tensor)));
    description.add("shape", array(tensor.shape()));
    description.add("data_offsets", array(start, start + encoder.size(tensor)));
    return description;
  }

  private static JsonArray array(long... values) {
    JsonArray array = new JsonArray();
    LongStream.of(values).forEach(array::add);
    return array;
  }
}
