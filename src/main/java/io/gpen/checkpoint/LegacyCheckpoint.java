package io.gpen.checkpoint;

import io.gpen.checkpoint.pickle.PickleDict;
import io.gpen.checkpoint.pickle.PickleInput;
import io.gpen.checkpoint.pickle.PickleMachine;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A checkpoint as PyTorch wrote it before 1.6: five pickles (magic number, version, system, object,
 * order of the storages), then each storage as its number of elements and its bytes.
 */
final class LegacyCheckpoint implements PickledCheckpoint {

  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long VERSION = 1001;

  private final FileSection file;
  private final Object root;
  private final Map<String, Storage> storages = new HashMap<>();

  LegacyCheckpoint(FileSection file) {
    this.file = file;
    PickleInput in = new PickleInput(file, 0);
    TorchObjects objects = new TorchObjects(in);
    if (!MAGIC.equals(next(in, objects))) {
      throw file.refused(
          "a pickle that torch.save did not write: save a state dict with torch.save");
    }
    if (!Long.valueOf(VERSION).equals(next(in, objects))) {
      throw file.damaged("unknown version of PyTorch's format", in.position());
    }
    if (next(in, objects) instanceof PickleDict system
        && Boolean.FALSE.equals(system.get("little_endian"))) {
      throw file.refused("its numbers are big-endian: re-save it as little-endian");
    }
    this.root = next(in, objects);
    if (!(next(in, objects) instanceof List<?> keys)) {
      throw file.damaged("the list of storages is missing", in.position());
    }
    locate(keys, objects.storages(), in.position());
  }

  private static Object next(PickleInput in, TorchObjects objects) {
    return new PickleMachine(in, objects).run();
  }

  private void locate(List<?> keys, Map<String, StorageRef> known, long first) {
    long position = first;
    for (Object key : keys) {
      StorageRef ref = key instanceof String ? known.get(key) : null;
      if (ref == null || storages.containsKey(ref.key())) {
        throw file.damaged("the list of storages does not match the tensors", position);
      }
      String name = "storage " + Names.printable(ref.key());
      long count = file.bytes(position, Long.BYTES, name).getLong();
      if (count != ref.elements() || count > file.length() / ref.type().bytes()) {
        throw file.damaged(name + " states a wrong size", position);
      }
      long size = count * ref.type().bytes();
      FileSection content = file.slice(position + Long.BYTES, size, name);
      storages.put(ref.key(), new Storage(name, content, 0));
      position += Long.BYTES + size;
    }
  }

  @Override
  public Object root() {
    return root;
  }

  @Override
  public Storage storage(StorageRef ref) {
    Storage storage = storages.get(ref.key());
    if (storage == null) {
      throw file.damaged("storage " + Names.printable(ref.key()) + " is missing", file.length());
    }
    return storage;
  }

  @Override
  public void close() {
    // The file belongs to the reader.
  }
}
