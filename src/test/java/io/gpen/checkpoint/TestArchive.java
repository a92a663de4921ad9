package io.gpen.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Writes checkpoints that no sound writer would. */
final class TestArchive {

  private TestArchive() {}

  /** {@return a zip checkpoint of a pickle and one storage 0 of so many float32 zeros} */
  static Path write(Path file, byte[] pickle, int floats) {
    return zip(file, pickle, new byte[floats * Float.BYTES]);
  }

  static Path zip(Path file, byte[] pickle, byte[] storage) {
    try (OutputStream out = Files.newOutputStream(file);
        StoredZip zip = new StoredZip(out)) {
      zip.add("a/data.pkl", pickle);
      zip.add("a/data/0", storage);
      zip.add("a/version", "3\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** {@return a pickle of a dictionary with one tensor w of storage 0} */
  static byte[] oneTensor(long numel, long offset, long[] shape, long[] strides) {
    PickleOutput pickle = new PickleOutput().emptyOrderedDict().mark();
    return tensor(pickle, "w", numel, offset, shape, strides).setItems().finish();
  }

  static PickleOutput tensor(
      PickleOutput pickle, String name, long numel, long offset, long[] shape, long[] strides) {
    pickle.text(name).global("torch._utils", "_rebuild_tensor_v2").mark();
    pickle.mark().text("storage").global("torch", "FloatStorage").text("0").text("cpu");
    pickle.integer(numel).tuple().persistentId();
    pickle.integer(offset).integers(shape).integers(strides);
    return pickle.flag(false).emptyOrderedDict().tuple().reduce();
  }

  /** {@return a pickle of instructions written by hand} */
  static byte[] raw(Consumer<ByteArrayOutputStream> instructions) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x80);
    out.write(2);
    instructions.accept(out);
    out.write('.');
    return out.toByteArray();
  }

  static byte[] safetensors(String header, int dataBytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + json.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }
}
