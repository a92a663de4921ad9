package io.gpen.image.png;

import io.gpen.image.metadata.PngChunk;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

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
    chunk(PngChunks.HEADER, ihdr.array());
  }

  void chunk(String type, byte[] data) {
    PngChunks.write(new PngChunk(type, data), out);
  }

  /** {@return the file with these data as its picture} */
  public byte[] finish(byte[] data) {
    chunk(PngChunks.DATA, data);
    chunk(PngChunks.END, new byte[0]);
    return out.toByteArray();
  }
}
