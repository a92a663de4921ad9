package io.gpen.image.png;

import io.gpen.image.ByteView;
import io.gpen.image.PhotoErrors;
import io.gpen.image.metadata.PngChunk;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/** The chunks of a PNG file, up to its end chunk or to where the file breaks off. */
final class PngChunks {

  static final int SIGNATURE = 8;
  static final String HEADER = "IHDR";
  static final String PALETTE = "PLTE";
  static final String DATA = "IDAT";
  static final String TRANSPARENCY = "tRNS";
  static final String END = "IEND";

  private static final Set<String> CRITICAL = Set.of(HEADER, PALETTE, DATA, END);

  /** Length, type and checksum, 4 bytes each. */
  private static final int OVERHEAD = 12;

  /** Real files have a few dozen; each one costs memory and time. */
  private static final int MAX_ANCILLARY = 10_000;

  private final byte[] file;
  private final ByteView view;
  private final List<Chunk> chunks = new ArrayList<>();
  private int ancillary;
  private boolean badSum;
  private int end = SIGNATURE;

  /**
   * A chunk of the file.
   *
   * @param type four letters
   * @param at where its data begin
   * @param length how many bytes of its data are there
   * @param sound whether it is whole and its checksum is right
   */
  record Chunk(String type, int at, int length, boolean sound) {
    /** {@return whether a decoder may ignore it} */
    boolean isAncillary() {
      return Character.isLowerCase(type.charAt(0));
    }
  }

  PngChunks(byte[] file) {
    this.file = file;
    this.view = new ByteView(file, ByteOrder.BIG_ENDIAN);
    while (!isEnded() && view.has(end, 8)) {
      long stated = view.u32(end);
      String type = view.ascii(end + 4, 4);
      if (!isType(type) || stated > Integer.MAX_VALUE) {
        break;
      }
      add(type, stated);
    }
  }

  private static boolean isType(String type) {
    return type.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z');
  }

  private void add(String type, long stated) {
    int at = end + 8;
    int length = (int) Math.min(stated, view.size() - at);
    boolean whole = view.has(end, stated + OVERHEAD);
    boolean rightSum = whole && view.u32(at + stated) == sum(file, end + 4, length + 4);
    Chunk chunk = new Chunk(type, at, length, rightSum);
    end = whole ? at + length + 4 : view.size();
    badSum |= whole && !rightSum;
    if (type.equals("acTL")) {
      throw PhotoErrors.unsupported("animated PNG");
    } else if (!chunk.isAncillary() && !CRITICAL.contains(type)) {
      throw PhotoErrors.unsupported("PNG with the chunk " + type);
    }
    ancillary += chunk.isAncillary() ? 1 : 0;
    if (!chunk.isAncillary() || ancillary <= MAX_ANCILLARY) {
      chunks.add(chunk);
    }
  }

  private static long sum(byte[] bytes, int at, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, at, length);
    return crc.getValue();
  }

  ByteView view() {
    return view;
  }

  List<Chunk> all() {
    return chunks;
  }

  /** {@return whether the end chunk is there} */
  boolean isEnded() {
    return !chunks.isEmpty() && chunks.get(chunks.size() - 1).type.equals(END);
  }

  /** {@return whether a chunk's checksum is wrong} */
  boolean hasBadSum() {
    return badSum;
  }

  /** {@return whether there are more ancillary chunks than are read} */
  boolean hasTooMany() {
    return ancillary > MAX_ANCILLARY;
  }

  /** {@return the place behind the last chunk} */
  int end() {
    return end;
  }

  Optional<Chunk> find(String type) {
    return chunks.stream().filter(c -> c.type.equals(type)).findFirst();
  }

  byte[] data(Chunk chunk) {
    return Arrays.copyOfRange(file, chunk.at, chunk.at + chunk.length);
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

  /** Writes a chunk as it stands in the file. */
  void copy(Chunk chunk, ByteArrayOutputStream out) {
    out.write(file, chunk.at - 8, chunk.length + OVERHEAD);
  }

  static void write(PngChunk chunk, ByteArrayOutputStream out) {
    byte[] data = chunk.data();
    ByteBuffer bytes = ByteBuffer.allocate(data.length + OVERHEAD).putInt(data.length);
    bytes.put(chunk.type().getBytes(StandardCharsets.ISO_8859_1)).put(data);
    out.writeBytes(bytes.putInt((int) sum(bytes.array(), 4, data.length + 4)).array());
  }
}
