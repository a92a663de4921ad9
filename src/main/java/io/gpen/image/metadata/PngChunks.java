package io.gpen.image.metadata;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file.
 *
 * @param chunks in the order of the file, the picture's data included
 * @param damaged types of the chunks that were left out because of their checksum
 */
record PngChunks(List<PngChunk> chunks, List<String> damaged) {

  static final int SIGNATURE = 8;
  private static final String HEADER = "IHDR";
  static final String DATA = "IDAT";
  private static final int HEADER_LENGTH = 13;
  private static final String END = "IEND";

  /** Length, type and checksum, 4 bytes each. */
  private static final int FRAME = 12;

  private static final Pattern TYPE = Pattern.compile("[A-Za-z]{4}");

  /** {@return as many chunks as are whole; the picture's data is not checked} */
  static PngChunks of(byte[] file) {
    List<PngChunk> chunks = new ArrayList<>();
    List<String> damaged = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(file);
    int at = SIGNATURE;
    while (at + FRAME <= file.length) {
      int length = in.getInt(at);
      String type = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
      if (length < 0 || length > file.length - at - FRAME || !TYPE.matcher(type).matches()) {
        break;
      }
      PngChunk chunk = new PngChunk(type, Arrays.copyOfRange(file, at + 8, at + 8 + length));
      boolean sound = checksum(chunk) == in.getInt(at + 8 + length);
      if (sound || !chunk.isAncillary()) {
        chunks.add(chunk);
      } else {
        damaged.add(type);
      }
      at += FRAME + length;
      if (type.equals(END)) {
        break;
      }
    }
    return new PngChunks(chunks, damaged);
  }

  /** {@return whether the file begins and ends as it should} */
  boolean isWhole() {
    return !chunks.isEmpty()
        && chunks.get(0).type().equals(HEADER)
        && chunks.get(0).data().length == HEADER_LENGTH
        && chunks.get(chunks.size() - 1).type().equals(END);
  }

  static void write(PngChunk chunk, ByteArrayOutputStream out) {
    ByteBuffer frame = ByteBuffer.allocate(FRAME + chunk.data().length);
    frame.putInt(chunk.data().length);
    frame.put(chunk.type().getBytes(StandardCharsets.ISO_8859_1)).put(chunk.data());
    out.writeBytes(frame.putInt(checksum(chunk)).array());
  }

  private static int checksum(PngChunk chunk) {
    CRC32 crc = new CRC32();
    crc.update(chunk.type().getBytes(StandardCharsets.ISO_8859_1));
    crc.update(chunk.data());
    return (int) crc.getValue();
  }
}
