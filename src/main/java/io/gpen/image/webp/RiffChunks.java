package io.gpen.image.webp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The chunks of a WebP file (RFC 9649).
 *
 * @param chunks in the order of the file
 * @param cutOff the type of the chunk in which the file ends before its time
 */
public record RiffChunks(List<Chunk> chunks, Optional<String> cutOff) {

  public static final String EXTENDED = "VP8X";
  static final String LOSSY = "VP8 ";
  static final String LOSSLESS = "VP8L";
  static final String ALPHA = "ALPH";
  static final String ICC = "ICCP";
  static final String EXIF = "EXIF";
  static final String XMP = "XMP ";

  private static final int FILE_HEADER = 12;
  private static final int CHUNK_HEADER = 8;

  /**
   * A chunk.
   *
   * @param type four letters
   * @param data what it holds, without padding
   */
  public record Chunk(String type, byte[] data) {}

  /** Chunks that are whole. */
  RiffChunks(List<Chunk> chunks) {
    this(chunks, Optional.empty());
  }

  /** {@return as many chunks as are whole} */
  public static RiffChunks of(byte[] file) {
    List<Chunk> chunks = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int at = FILE_HEADER;
    while (at + CHUNK_HEADER <= file.length) {
      String type = new String(file, at, 4, StandardCharsets.ISO_8859_1);
      long length = in.getInt(at + 4) & 0xFFFFFFFFL;
      int start = at + CHUNK_HEADER;
      if (length > file.length - start) {
        return new RiffChunks(chunks, Optional.of(type));
      }
      chunks.add(new Chunk(type, Arrays.copyOfRange(file, start, start + (int) length)));
      at = start + (int) (length + length % 2);
    }
    return new RiffChunks(chunks);
  }

  Optional<Chunk> first(String type) {
    return chunks.stream().filter(c -> c.type().equals(type)).findFirst();
  }

  /** {@return the whole file} */
  byte[] toFile() {
    int size = FILE_HEADER;
    for (Chunk chunk : chunks) {
      size = Math.addExact(size, CHUNK_HEADER + chunk.data().length + chunk.data().length % 2);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(size);
    writeHeader("RIFF", size - CHUNK_HEADER, out);
    out.writeBytes("WEBP".getBytes(StandardCharsets.ISO_8859_1));
    for (Chunk chunk : chunks) {
      writeHeader(chunk.type(), chunk.data().length, out);
      out.writeBytes(chunk.data());
      out.writeBytes(new byte[chunk.data().length % 2]);
    }
    return out.toByteArray();
  }

  private static void writeHeader(String type, int length, ByteArrayOutputStream out) {
    ByteBuffer header = ByteBuffer.allocate(CHUNK_HEADER).order(ByteOrder.LITTLE_ENDIAN);
    out.writeBytes(header.put(type.getBytes(StandardCharsets.ISO_8859_1)).putInt(length).array());
  }
}
