package io.gpen.checkpoint;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * A run of raw bytes that tensors are views of. Its checksum, where the file has one, is verified
 * once, before its first values are given out.
 */
final class Storage {

  private static final int CHUNK = 1 << 18;

  /** What a writer that computes no checksums leaves in the directory. */
  private static final long NO_CRC = 0;

  private final String name;
  private final FileSection content;
  private final long crc;
  private boolean verified;

  /**
   * Takes a stretch of a file.
   *
   * @param name how messages call it
   * @param crc its CRC32, or 0 if there is none
   */
  Storage(String name, FileSection content, long crc) {
    this.name = name;
    this.content = content;
    this.crc = crc;
    this.verified = crc == NO_CRC;
  }

  String name() {
    return name;
  }

  long length() {
    return content.length();
  }

  /** {@return the bytes, known to be sound as far as the file can tell} */
  synchronized FileSection verified() {
    if (!verified) {
      verify();
      verified = true;
    }
    return content;
  }

  private void verify() {
    CRC32 sum = new CRC32();
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(CHUNK, content.length()));
    for (long at = 0; at < content.length(); at += buffer.limit()) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), content.length() - at));
      content.read(at, buffer, name);
      sum.update(buffer.flip());
    }
    if (sum.getValue() != crc) {
      throw content.damaged("the checksum of " + name + " does not match", 0);
    }
  }
}
