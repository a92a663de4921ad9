package io.gpen.image.png;

import io.gpen.image.metadata.PngChunk;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file, in its order and in its own memory.
 *
 * @param frames as many chunks as are whole
 */
public record PngChunks(List<Frame> frames) {

  public static final int SIGNATURE = 8;
  static final String DATA = "IDAT";
  private static final String HEADER = "IHDR";
  private static final int HEADER_LENGTH = 13;
  private static final String END = "IEND";

  /** Length, type and checksum, 4 bytes each. */
  private static final int OVERHEAD = 12;

  private static final Pattern TYPE = Pattern.compile("[A-Za-z]{4}");

  /**
   * A chunk with its length, type and checksum.
   *
   * @param file the file in which it stands
   * @param type four letters
   * @param start where its length stands
   * @param end where the next chunk begins
   */
  public record Frame(byte[] file, String type, int start, int end) {

    PngChunk chunk() {
      return new PngChunk(type, Arrays.copyOfRange(file, start + 8, end - 4));
    }

    int dataLength() {
      return end - start - OVERHEAD;
    }

    /** {@return whether a decoder may ignore it} */
    boolean isAncillary() {
      return Character.isLowerCase(type.charAt(0));
    }

    boolean isSound() {
      CRC32 crc = new CRC32();
      crc.update(file, start + 4, end - start - 8);
      return (int) crc.getValue() == ByteBuffer.wrap(file).getInt(end - 4);
    }

    /**
     * Writes the file.
     *
     * @param out receives signature and chunks
     */
    public void writeTo(ByteArrayOutputStream out) {
      out.write(file, start, end - start);
    }
  }

  /** {@return the chunks of a file} */
  public static PngChunks of(byte[] file) {
    List<Frame> frames = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(file);
    int at = SIGNATURE;
    while (at + OVERHEAD <= file.length) {
      int length = in.getInt(at);
      String type = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
      if (length < 0 || length > file.length - at - OVERHEAD || !TYPE.matcher(type).matches()) {
        break;
      }
      frames.add(new Frame(file, type, at, at + OVERHEAD + length));
      at += OVERHEAD + length;
      if (type.equals(END)) {
        break;
      }
    }
    return new PngChunks(frames);
  }

  /** {@return whether the file begins and ends as it should} */
  boolean isWhole() {
    return !frames.isEmpty()
        && frames.get(0).type().equals(HEADER)
        && frames.get(0).dataLength() == HEADER_LENGTH
        && frames.get(frames.size() - 1).type().equals(END);
  }

  /**
   * Writes one chunk with its length and checksum.
   *
   * @param chunk the chunk
   * @param out receives it
   */
  public static void write(PngChunk chunk, ByteArrayOutputStream out) {
    ByteBuffer frame = ByteBuffer.allocate(OVERHEAD + chunk.data().length);
    frame.putInt(chunk.data().length);
    frame.put(chunk.type().getBytes(StandardCharsets.ISO_8859_1)).put(chunk.data());
    CRC32 crc = new CRC32();
    crc.update(frame.array(), 4, 4 + chunk.data().length);
    out.writeBytes(frame.putInt((int) crc.getValue()).array());
  }
}
