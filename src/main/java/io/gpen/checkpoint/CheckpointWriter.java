package io.gpen.checkpoint;

import io.gpen.checkpoint.pickle.PickleOutput;
import io.gpen.files.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes state dicts that other tools read: PyTorch's zip format ({@code torch.load} with {@code
 * weights_only=True}) and safetensors. One tensor at a time is in memory. Integers and booleans are
 * stored as int64, float64 as float32; other floats keep their type unless one is asked for.
 */
public final class CheckpointWriter {

  /** The folder in the archive; any name does. */
  private static final String FOLDER = "archive/";

  private CheckpointWriter() {}

  /**
   * Writes a {@code .pth} file.
   *
   * @param file the file; replaced if it is there, and left as it was if writing fails
   * @param weights the tensors, in order
   * @param floatType what all floats are stored as: FLOAT32, FLOAT16 or BFLOAT16, rounded to the
   *     nearest, of two to the even one; empty to keep their types
   * @throws IOException if the file cannot be written
   * @throws CheckpointException if a tensor cannot be read or a value does not fit the type
   */
  public static void writePth(Path file, StateDict weights, Optional<DType> floatType)
      throws IOException {
    TensorEncoder encoder = new TensorEncoder(floatType);
    PickleOutput pickle = new PickleOutput();
    add(pickle, weights, encoder, 0);
    AtomicFile.write(file, out -> write(out, pickle.finish(), List.of(weights), encoder));
  }

  /**
   * Writes a {@code .pth} file of several state dicts, as training scripts do. Floats keep their
   * types.
   *
   * @param file the file; replaced if it is there, and left as it was if writing fails
   * @param parts entry to weights, in order
   * @param texts entry to text, for what else there is to say
   * @throws IOException if the file cannot be written
   * @throws CheckpointException if a tensor cannot be read
   */
  public static void writePth(Path file, Map<String, StateDict> parts, Map<String, String> texts)
      throws IOException {
    TensorEncoder encoder = new TensorEncoder(Optional.empty());
    PickleOutput pickle = new PickleOutput().emptyDict().mark();
    int storages = 0;
    for (Map.Entry<String, StateDict> part : parts.entrySet()) {
      pickle.text(part.getKey());
      storages = add(pickle, part.getValue(), encoder, storages);
    }
    texts.forEach((entry, text) -> pickle.text(entry).text(text));
    pickle.setItems();
    AtomicFile.write(file, out -> write(out, pickle.finish(), parts.values(), encoder));
  }

  /**
   * Writes a safetensors file.
   *
   * @param file the file; replaced if it is there, and left as it was if writing fails
   * @param weights the tensors; the header keeps their order
   * @param floatType as in {@link #writePth}
   * @throws IOException if the file cannot be written
   * @throws CheckpointException if a tensor cannot be read or a value does not fit the type
   */
  public static void writeSafetensors(Path file, StateDict weights, Optional<DType> floatType)
      throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter(weights, new TensorEncoder(floatType));
    AtomicFile.write(file, writer::writeTo);
  }

  private static void write(
      OutputStream out, byte[] pickle, Collection<StateDict> parts, TensorEncoder encoder)
      throws IOException {
    try (StoredZip zip = new StoredZip(out)) {
      zip.add(FOLDER + "data.pkl", pickle);
      zip.add(FOLDER + "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
      int index = 0;
      for (StateDict part : parts) {
        for (Map.Entry<String, TensorSource> tensor : part.tensors().entrySet()) {
          byte[] values = encoder.encode(tensor.getKey(), tensor.getValue());
          zip.add(FOLDER + "data/" + index++, values);
        }
      }
      zip.add(FOLDER + "version", "3\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** {@return the number of the next storage, after adding a state dict} */
  private static int add(
      PickleOutput pickle, StateDict weights, TensorEncoder encoder, int firstStorage) {
    pickle.emptyOrderedDict().mark();
    int index = firstStorage;
    for (Map.Entry<String, TensorSource> entry : weights.tensors().entrySet()) {
      TensorSource tensor = entry.getValue();
      Layout layout = Layout.contiguous(tensor.shape());
      pickle.text(entry.getKey());
      TensorPickler.write(
          pickle, index++, encoder.typeOf(tensor), layout.shape(), layout.strides(), false);
    }
    pickle.setItems();
    return index;
  }
}
