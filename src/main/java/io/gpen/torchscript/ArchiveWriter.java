package io.gpen.torchscript;

import io.gpen.checkpoint.StoredZip;
import io.gpen.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Writes TorchScript archives. One tensor at a time is in memory; the same network gives the same
 * bytes.
 */
final class ArchiveWriter {

  /** The archive version that libtorch 1.6 and all later ones read. */
  private static final String FORMAT_VERSION = "3\n";

  /** A pickled empty tuple. Without this file libtorch takes the archive for a state dict. */
  private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

  /** The folder in the archive; any name does. */
  private static final String FOLDER = "gpen/";

  private ArchiveWriter() {}

  /**
   * Writes an archive completely or not at all.
   *
   * @param target the file; replaced if it is there
   * @param root the network
   * @param code its text
   * @param description what is kept beside it as {@code meta.json}
   * @throws IOException if it cannot be written
   */
  static void write(Path target, ScriptModule root, String code, String description)
      throws IOException {
    ModulePickler.Pickled pickled = ModulePickler.pickle(root);
    AtomicFile.write(
        target,
        out -> {
          try (StoredZip zip = new StoredZip(out)) {
            zip.add(FOLDER + "data.pkl", pickled.pickle());
            zip.add(FOLDER + "code/__torch__.py", bytes(code));
            int number = 0;
            for (ModuleTensor tensor : pickled.tensors()) {
              zip.add(FOLDER + "data/" + number++, tensor.bytes());
            }
            zip.add(FOLDER + "constants.pkl", NO_CONSTANTS);
            zip.add(FOLDER + "version", bytes(FORMAT_VERSION));
            zip.add(FOLDER + "byteorder", bytes("little"));
            zip.add(FOLDER + "extra/meta.json", bytes(description));
          }
        });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
