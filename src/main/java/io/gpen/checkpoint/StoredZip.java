package io.gpen.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a zip archive in the form that PyTorch writes: nothing compressed, every content at a
 * multiple of 64 bytes, so that it can be mapped into memory, and a checksum for each.
 */
public final class StoredZip implements AutoCloseable {

  private static final int ALIGNMENT = 64;
  private static final int HEADER = 30;

  /** The id (FB) of the extra field that torch.save pads with, and its length field. */
  private static final int EXTRA_HEADER = 4;

  private static final short EXTRA_ID = 0x4246;

  /** The same bytes at every time; the JDK adds a field of its own to 1980-01-01. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ZipOutputStream zip;
  private long position;

  /**
   * Begins an archive.
   *
   * @param out where to; it stays open
   */
  public StoredZip(OutputStream out) {
    this.zip = new ZipOutputStream(out);
  }

  /**
   * Adds a file.
   *
   * @param name its path in the archive
   * @param content its bytes
   * @throws IOException if it cannot be written
   */
  public void add(String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(TIME);
    long unpadded = position + HEADER + name.getBytes(StandardCharsets.UTF_8).length + EXTRA_HEADER;
    int padding = (int) (-unpadded & ALIGNMENT - 1);
    entry.setExtra(extra(padding));
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
    position = unpadded + padding + content.length;
  }

  private static byte[] extra(int padding) {
    return ByteBuffer.allocate(EXTRA_HEADER + padding)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(EXTRA_ID)
        .putShort((short) padding)
        .array();
  }

  /** Writes the directory; the stream below stays open. */
  @Override
  public void close() throws IOException {
    zip.finish();
  }
}
