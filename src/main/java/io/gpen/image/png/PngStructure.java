package io.gpen.image.png;

import io.gpen.image.ByteView;
import io.gpen.image.PhotoErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/** The chunks of a PNG file, up to its end chunk or to where the file breaks off. */
final class PngStructure {

  static final int SIGNATURE = 8;

  private static final List<String> KNOWN_CRITICAL = List.of("IHDR", "PLTE", "IDAT", "IEND");

  private final byte[] file;
  private final ByteView view;
  private final List<Chunk> chunks = new ArrayList<>();
  private boolean ended;
  private boolean badSum;
  private int end = SIGNATURE;

  /** A chunk of the file; {@code length} is what is there of its data. */
  record Chunk(String type, int at, int length) {}

  PngStructure(byte[] file, ByteView view) {
    this.file = file;
    this.view = view;
    findChunks();
  }

  private void findChunks() {
    while (!ended && view.has(end, 8)) {
      String type = view.ascii(end + 4, 4);
      long stated = view.u32(end);
      if (!type.matches("[A-Za-z]{4}") || stated > Integer.MAX_VALUE) {
        return;
      }
      refuse(type);
      int length = (int) Math.min(stated, view.size() - end - 8);
      chunks.add(new Chunk(type, end + 8, length));
      boolean whole = view.has(end, stated + 12);
      badSum |= whole && view.u32(end + 8 + stated) != sum(end + 4, length + 4);
      ended = type.equals("IEND");
      end = whole ? end + length + 12 : view.size();
    }
  }

  private void refuse(String type) {
    if (type.equals("acTL")) {
      throw PhotoErrors.unsupported("animated PNG");
    } else if (Character.isUpperCase(type.charAt(0)) && !KNOWN_CRITICAL.contains(type)) {
      throw PhotoErrors.unsupported("PNG with the chunk " + type);
    }
  }

  private long sum(int at, int length) {
    CRC32 crc = new CRC32();
    crc.update(file, at, length);
    return crc.getValue();
  }

  /** {@return whether the end chunk is there} */
  boolean isEnded() {
    return ended;
  }

  /** {@return whether a chunk's checksum is wrong} */
  boolean hasBadSum() {
    return badSum;
  }

  /** {@return the place behind the last chunk} */
  int end() {
    return end;
  }

  Optional<Chunk> find(String type) {
    return chunks.stream().filter(c -> c.type.equals(type)).findFirst();
  }

  /** {@return the data of all chunks of a type, joined} */
  byte[] joined(String type) {
    List<Chunk> parts = chunks.stream().filter(c -> c.type.equals(type)).toList();
    byte[] joined = new byte[Math.toIntExact(parts.stream().mapToLong(Chunk::length).sum())];
    int at = 0;
    for (Chunk part : parts) {
      System.arraycopy(file, part.at, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }
}
