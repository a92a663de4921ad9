package io.gpen.image.png;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** A PNG file in the making. */
public final class PngFile {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /**
   * Begins a file.
   *
   * @param header the header of the picture
   */
  public PngFile(PngHeader header) {
    out.writeBytes(SIGNATURE);
    ByteBuffer ihdr = ByteBuffer.allocate(13);
    ihdr.putInt(header.width()).putInt(header.height());
    ihdr.put((byte) header.depth()).put((byte) header.colourType());
    ihdr.put((byte) 0).put((byte) 0).put((byte) (header.interlaced() ? 1 : 0));
    chunk("IHDR", ihdr.array(), 0, 13);
  }

  void chunk(String type, byte[] data, int at, int length) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data, at, length);
    writeInt(length);
    out.writeBytes(name);
    out.write(data, at, length);
    writeInt((int) crc.getValue());
  }

  private void writeInt(int value) {
    out.writeBytes(ByteBuffer.allocate(4).putInt(0, value).array());
  }

  /** {@return the file with these data as its picture} */
  public byte[] finish(byte[] data) {
    chunk("IDAT", data, 0, data.length);
    chunk("IEND", data, 0, 0);
    return out.toByteArray();
  }
}
