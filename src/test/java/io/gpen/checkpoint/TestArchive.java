package io.gpen.checkpoint;

import io.gpen.checkpoint.pickle.PickleOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
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

  /** {@return a zip checkpoint of a pickle and storages 0, 1, ...} */
  static Path zip(Path file, byte[] pickle, byte[]... storages) {
    try (OutputStream out = Files.newOutputStream(file);
        StoredZip zip = new StoredZip(out)) {
      zip.add("a/data.pkl", pickle);
      for (int i = 0; i < storages.length; i++) {
        zip.add("a/data/" + i, storages[i]);
      }
      zip.add("a/version", "3\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** {@return a checkpoint of before PyTorch 1.6 with float32 storages 0, 1, ...} */
  static Path legacy(Path file, byte[] pickle, byte[]... storages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] magic = new BigInteger("1950a86a20f9469cfc6c", 16).toByteArray();
    out.writeBytes(
        raw(
            number -> {
              number.write(0x8a);
              number.write(magic.length);
              for (int i = magic.length - 1; i >= 0; i--) {
                number.write(magic[i]);
              }
            }));
    out.writeBytes(raw(version -> version.writeBytes(new byte[] {'M', (byte) 0xe9, 3})));
    out.writeBytes(raw(system -> system.write('}')));
    out.writeBytes(pickle);
    out.writeBytes(
        raw(
            keys -> {
              keys.writeBytes(new byte[] {']', '('});
              for (int i = 0; i < storages.length; i++) {
                keys.writeBytes(new byte[] {'X', 1, 0, 0, 0, (byte) ('0' + i)});
              }
              keys.write('e');
            }));
    for (byte[] storage : storages) {
      ByteBuffer count = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      out.writeBytes(count.putLong(storage.length / Float.BYTES).array());
      out.writeBytes(storage);
    }
    try {
      return Files.write(file, out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return a pickle of a dictionary with one tensor w of storage 0} */
  static byte[] oneTensor(long numel, long offset, long[] shape, long[] strides) {
    PickleOutput pickle = new PickleOutput().emptyOrderedDict().mark();
    return tensor(pickle, "w", numel, offset, shape, strides).setItems().finish();
  }

  static PickleOutput tensor(
      PickleOutput pickle, String name, long numel, long offset, long[] shape, long[] strides) {
    return tensor(pickle, "0", name, numel, offset, shape, strides);
  }

  static PickleOutput tensor(
      PickleOutput pickle,
      String storage,
      String name,
      long numel,
      long offset,
      long[] shape,
      long[] strides) {
    pickle.text(name).global("torch._utils", "_rebuild_tensor_v2").mark();
    pickle.mark().text("storage").global("torch", "FloatStorage").text(storage).text("cpu");
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
