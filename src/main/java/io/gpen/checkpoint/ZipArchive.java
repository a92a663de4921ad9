package io.gpen.checkpoint;

import io.gpen.checkpoint.ZipDirectory.Entry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** Where the contents of a zip archive's entries lie; deflated ones are unpacked on the way. */
final class ZipArchive implements AutoCloseable {

  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_SIZE = 30;
  private static final int ENCRYPTED = 1;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int MAX_16 = 0xffff;

  private final FileSection file;
  private final Map<String, Entry> entries;
  private final Unpacker unpacker;

  ZipArchive(FileSection file) {
    this.file = file;
    this.entries = ZipDirectory.read(file);
    this.unpacker = new Unpacker(file);
  }

  Set<String> names() {
    return entries.keySet();
  }

  /**
   * {@return the content of an entry with its checksum}
   *
   * @param name the entry's name
   */
  Storage content(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw file.damaged("the archive has no entry " + name, file.length());
    }
    if ((entry.flags() & ENCRYPTED) != 0) {
      throw file.refused("entry " + name + " is encrypted; store the file without a password");
    }
    FileSection packed = file.slice(start(entry), entry.packed(), "entry " + name);
    FileSection content =
        switch (entry.method()) {
          case STORED -> stored(entry, packed);
          case DEFLATED -> unpacker.inflate(packed, entry);
          default ->
              throw file.refused(
                  "entry " + name + " is compressed by the unknown method " + entry.method());
        };
    return new Storage("entry " + name, content, entry.crc());
  }

  private FileSection stored(Entry entry, FileSection packed) {
    if (entry.packed() != entry.size()) {
      throw file.damaged("entry " + entry.name() + " has two sizes", entry.header());
    }
    return packed;
  }

  private long start(Entry entry) {
    String what = "the header of entry " + entry.name();
    ByteBuffer header = file.bytes(entry.header(), LOCAL_SIZE, what);
    int nameSize = header.getShort(26) & MAX_16;
    int extraSize = header.getShort(28) & MAX_16;
    if (header.getInt(0) != LOCAL) {
      throw file.damaged(what + " is missing", entry.header());
    }
    byte[] name = file.bytes(entry.header() + LOCAL_SIZE, nameSize, what).array();
    if (!new String(name, StandardCharsets.UTF_8).equals(entry.name())) {
      throw file.damaged(what + " names another entry", entry.header());
    }
    return entry.header() + LOCAL_SIZE + nameSize + extraSize;
  }

  @Override
  public void close() {
    unpacker.close();
  }
}
