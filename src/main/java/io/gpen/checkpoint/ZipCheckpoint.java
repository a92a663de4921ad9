package io.gpen.checkpoint;

import io.gpen.checkpoint.pickle.PickleInput;
import io.gpen.checkpoint.pickle.PickleMachine;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A checkpoint as PyTorch 1.6 and later write it: one pickle and one entry for each storage. */
final class ZipCheckpoint implements PickledCheckpoint {

  private static final String PICKLE = "data.pkl";
  private static final int MAX_SMALL = 64;

  private final FileSection file;
  private final ZipArchive archive;
  private final String folder;
  private final Object root;
  private final Map<String, Storage> storages = new HashMap<>();

  ZipCheckpoint(FileSection file) {
    this.file = file;
    this.archive = new ZipArchive(file);
    try {
      this.folder = folder();
      if (archive.names().contains(folder + "constants.pkl")) {
        throw file.refused(
            "a TorchScript archive, which is a program, not weights: get its state dict");
      }
      checkByteOrder();
      PickleInput in = new PickleInput(archive.content(folder + PICKLE).verified(), 0);
      this.root = new PickleMachine(in, new TorchObjects(in)).run();
    } catch (RuntimeException | Error e) {
      archive.close();
      throw e;
    }
  }

  private String folder() {
    List<String> pickles =
        archive.names().stream()
            .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
            .filter(name -> name.indexOf('/') == name.lastIndexOf('/'))
            .toList();
    if (pickles.size() != 1) {
      throw file.refused(
          "a zip archive with "
              + pickles.size()
              + " entries "
              + PICKLE
              + ", where a PyTorch checkpoint has one");
    }
    return pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
  }

  private void checkByteOrder() {
    String name = folder + "byteorder";
    if (!archive.names().contains(name)) {
      return;
    }
    FileSection content = archive.content(name).verified();
    int size = (int) Math.min(MAX_SMALL, content.length());
    byte[] order = content.bytes(0, size, "entry " + name).array();
    if (!new String(order, StandardCharsets.ISO_8859_1).strip().equals("little")) {
      throw file.refused("its numbers are big-endian: re-save it as little-endian");
    }
  }

  @Override
  public Object root() {
    return root;
  }

  @Override
  public Storage storage(StorageRef ref) {
    return storages.computeIfAbsent(ref.key(), key -> archive.content(folder + "data/" + key));
  }

  @Override
  public void close() {
    archive.close();
  }
}
