package io.gpen.torchscript;

import io.gpen.files.AtomicFile;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes TorchScript archives: a zip whose entries are stored and aligned, so that libtorch reads
 * them as they are. One tensor at a time is in memory; the same network gives the same bytes.
 */
final class ArchiveWriter {

  /** The archive version that libtorch 1.6 and all later ones read. */
  private static final String FORMAT_VERSION = "3\n";

  private static final int ALIGNMENT = 64;
  private static final int LOCAL_HEADER = 30;
  private static final int EXTRA_HEADER = 4;

  /** The identifier of the extra field that PyTorch itself pads with ("FB"). */
  private static final byte[] PADDING_ID = {'F', 'B'};

  /** The first days of 1980 make the JDK add a field of its own, which would break alignment. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private static final byte[] EMPTY_TUPLE = {(byte) 0x80, 2, ')', '.'};
  private static final String FOLDER = "gpen/";

  private final CountingStream counted;
  private final ZipOutputStream zip;

  private ArchiveWriter(OutputStream out) {
    this.counted = new CountingStream(out);
    this.zip = new ZipOutputStream(counted);
  }

  /**
   * Writes an archive, whole or not at all.
   *
   * @param target the file; replaced if it is there
   * @param root the network
   * @param code its text
   * @param description what is kept beside it as {@code meta.json}
   * @throws IOException if it cannot be written
   */
  static void write(Path target, ScriptModule root, String code, String description)
      throws IOException {
    AtomicFile.write(target, out -> new ArchiveWriter(out).write(root, code, description));
  }

  private void write(ScriptModule root, String code, String description) throws IOException {
    ModulePickler.Pickled pickled = ModulePickler.pickle(root);
    entry("data.pkl", pickled.pickle());
    entry("code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < pickled.tensors().size(); i++) {
      entry("data/" + i, pickled.tensors().get(i).bytes());
    }
    entry("constants.pkl", EMPTY_TUPLE);
    entry("version", FORMAT_VERSION.getBytes(StandardCharsets.US_ASCII));
    entry("byteorder", "little".getBytes(StandardCharsets.US_ASCII));
    entry("extra/meta.json", description.getBytes(StandardCharsets.UTF_8));
    zip.finish();
  }

  private void entry(String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(FOLDER + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(TIME);
    entry.setExtra(padding(entry.getName().length()));
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /** The extra field that moves the entry's content to the next aligned place. */
  private byte[] padding(int nameLength) {
    long content = counted.count + LOCAL_HEADER + nameLength + EXTRA_HEADER;
    int length = (int) ((ALIGNMENT - content % ALIGNMENT) % ALIGNMENT);
    byte[] extra = new byte[EXTRA_HEADER + length];
    extra[0] = PADDING_ID[0];
    extra[1] = PADDING_ID[1];
    extra[2] = (byte) length;
    return extra;
  }

  /** Knows how far the file has come. */
  private static final class CountingStream extends FilterOutputStream {
    private long count;

    CountingStream(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count += length;
    }
  }
}
