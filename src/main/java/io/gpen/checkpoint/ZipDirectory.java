package io.gpen.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The central directory of a zip archive, zip64 included. Names, sizes and checksums are taken from
 * here alone: torch.save leaves them out of the headers before each entry.
 *
 * <p>{@code java.util.zip.ZipFile} would not do. It has no random access to a stored entry of
 * gigabytes, of which one tensor is needed; it opens a path once more instead of the file that is
 * already open and checked; it reads a directory of any size into memory, and of two entries of one
 * name it hides one; and its errors do not say at which byte.
 */
final class ZipDirectory {

  /**
   * One entry.
   *
   * @param method 0 stored, 8 deflated
   * @param crc the CRC32 of the content; 0 where the writer left it out
   * @param header where the entry's own header begins
   */
  record Entry(String name, int flags, int method, long crc, long packed, long size, long header) {}

  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int LOCATOR = 0x07064b50;
  private static final int LOCATOR_SIZE = 20;
  private static final int END64 = 0x06064b50;
  private static final int END64_SIZE = 56;
  private static final int CENTRAL = 0x02014b50;
  private static final int CENTRAL_SIZE = 46;
  private static final int MAX_COMMENT = 0xffff;
  private static final long MAX_32 = 0xffffffffL;
  private static final int MAX_16 = 0xffff;
  private static final int ZIP64_FIELD = 1;

  /** No checkpoint comes near; it bounds the memory that a hostile file can take. */
  private static final int MAX_BYTES = 16 << 20;

  private final FileSection file;

  private ZipDirectory(FileSection file) {
    this.file = file;
  }

  /** {@return the entries by name, in the order of the directory} */
  static Map<String, Entry> read(FileSection file) {
    return new ZipDirectory(file).entries();
  }

  private Map<String, Entry> entries() {
    long end = endRecord();
    ByteBuffer record = file.bytes(end, END_SIZE, "the zip directory");
    long count = record.getShort(10) & MAX_16;
    long size = record.getInt(12) & MAX_32;
    long start = record.getInt(16) & MAX_32;
    if (count == MAX_16 || size == MAX_32 || start == MAX_32) {
      ByteBuffer large = largeRecord(end);
      count = large.getLong(32);
      size = large.getLong(40);
      start = large.getLong(48);
    }
    if (size < 0 || size > MAX_BYTES || start < 0 || start > end - size) {
      throw file.damaged("the zip directory states a wrong size", end);
    }
    Map<String, Entry> entries = parse(file.bytes(start, (int) size, "the zip directory"), start);
    if (entries.size() != count) {
      throw file.damaged("the zip directory states a wrong number of entries", end);
    }
    return entries;
  }

  /** The record at the very end; a comment may follow it. */
  private long endRecord() {
    int tail = (int) Math.min(file.length(), END_SIZE + MAX_COMMENT);
    long base = file.length() - tail;
    ByteBuffer bytes = file.bytes(base, tail, "the zip directory");
    for (int at = tail - END_SIZE; at >= 0; at--) {
      if (bytes.getInt(at) == END && (bytes.getShort(at + 20) & MAX_16) == tail - END_SIZE - at) {
        return base + at;
      }
    }
    throw file.damaged("the zip directory at the end is missing", file.length());
  }

  private ByteBuffer largeRecord(long end) {
    ByteBuffer locator = file.bytes(end - LOCATOR_SIZE, LOCATOR_SIZE, "the zip64 locator");
    if (locator.getInt(0) != LOCATOR) {
      throw file.damaged("the zip64 locator is missing", end);
    }
    long at = locator.getLong(8);
    ByteBuffer record = file.bytes(at, END64_SIZE, "the zip64 directory");
    if (record.getInt(0) != END64) {
      throw file.damaged("the zip64 directory is missing", at);
    }
    return record;
  }

  private Map<String, Entry> parse(ByteBuffer bytes, long start) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    while (bytes.hasRemaining()) {
      int at = bytes.position();
      if (bytes.remaining() < CENTRAL_SIZE || bytes.getInt(at) != CENTRAL) {
        throw file.damaged("the zip directory holds something other than an entry", start + at);
      }
      int nameSize = bytes.getShort(at + 28) & MAX_16;
      int extraSize = bytes.getShort(at + 30) & MAX_16;
      int commentSize = bytes.getShort(at + 32) & MAX_16;
      int next = CENTRAL_SIZE + nameSize + extraSize + commentSize;
      if (bytes.remaining() < next) {
        throw file.damaged("a zip entry extends past the directory", start + at);
      }
      byte[] name = new byte[nameSize];
      bytes.get(at + CENTRAL_SIZE, name);
      ByteBuffer extra = slice(bytes, at + CENTRAL_SIZE + nameSize, extraSize);
      Entry entry = entry(new String(name, StandardCharsets.UTF_8), bytes, at, extra);
      if (entries.put(entry.name(), entry) != null) {
        throw file.damaged("the zip archive has two entries " + entry.name(), start + at);
      }
      bytes.position(at + next);
    }
    return entries;
  }

  private static ByteBuffer slice(ByteBuffer bytes, int at, int size) {
    return bytes.slice(at, size).order(bytes.order());
  }

  private Entry entry(String name, ByteBuffer bytes, int at, ByteBuffer extra) {
    ByteBuffer large = zip64(extra);
    long size = wide(bytes.getInt(at + 24) & MAX_32, large, name);
    long packed = wide(bytes.getInt(at + 20) & MAX_32, large, name);
    long header = wide(bytes.getInt(at + 42) & MAX_32, large, name);
    int flags = bytes.getShort(at + 8) & MAX_16;
    int method = bytes.getShort(at + 10) & MAX_16;
    return new Entry(name, flags, method, bytes.getInt(at + 16) & MAX_32, packed, size, header);
  }

  private static ByteBuffer zip64(ByteBuffer extra) {
    while (extra.remaining() >= 4) {
      int id = extra.getShort() & MAX_16;
      int size = Math.min(extra.getShort() & MAX_16, extra.remaining());
      if (id == ZIP64_FIELD) {
        return slice(extra, extra.position(), size);
      }
      extra.position(extra.position() + size);
    }
    return ByteBuffer.allocate(0);
  }

  /** Numbers that do not fit 32 bits follow each other in the zip64 field. */
  private long wide(long narrow, ByteBuffer large, String name) {
    if (narrow != MAX_32) {
      return narrow;
    }
    if (large.remaining() < Long.BYTES) {
      throw file.damaged("zip entry " + name + " has no zip64 sizes", 0);
    }
    return large.getLong();
  }
}
