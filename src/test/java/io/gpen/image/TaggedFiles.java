package io.gpen.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Puts blocks into encoded pictures, without the program's own means. */
public final class TaggedFiles {

  private TaggedFiles() {}

  /** {@return an EXIF block with nothing but the orientation} */
  public static byte[] exif(int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(26);
    exif.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return exif.array();
  }

  public static byte[] jpegWithExif(byte[] jpeg, byte[] exif) {
    return jpegWith(jpeg, 0xe1, concat("Exif\0\0".getBytes(StandardCharsets.US_ASCII), exif));
  }

  public static byte[] jpegWith(byte[] jpeg, int marker, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.write(0xff);
    out.write(marker);
    out.write(payload.length + 2 >> 8);
    out.write(payload.length + 2);
    out.writeBytes(payload);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  public static byte[] pngWith(byte[] png, String type, byte[] data) {
    byte[] typed = concat(type.getBytes(StandardCharsets.US_ASCII), data);
    CRC32 crc = new CRC32();
    crc.update(typed);
    ByteBuffer out = ByteBuffer.allocate(png.length + data.length + 12);
    out.put(png, 0, 33).putInt(data.length).put(typed).putInt((int) crc.getValue());
    return out.put(png, 33, png.length - 33).array();
  }

  /** {@return an extended WebP file around the one chunk of a simple one} */
  public static byte[] webpWithExif(byte[] webp, byte[] exif, int width, int height) {
    ByteBuffer out =
        ByteBuffer.allocate(12 + 18 + webp.length - 12 + 8 + exif.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put(webp, 0, 4).putInt(out.capacity() - 8).put(webp, 8, 4);
    out.put("VP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(0x08);
    out.putShort((short) (width - 1)).put((byte) 0).putShort((short) (height - 1)).put((byte) 0);
    out.put(webp, 12, webp.length - 12);
    return out.put("EXIF".getBytes(StandardCharsets.US_ASCII))
        .putInt(exif.length)
        .put(exif)
        .array();
  }

  /** {@return the place of the first of these bytes in a row, at or behind a place} */
  public static int indexOf(byte[] file, int from, int... bytes) {
    for (int at = from; at + bytes.length <= file.length; at++) {
      int same = 0;
      while (same < bytes.length && (file[at + same] & 0xff) == bytes[same]) {
        same++;
      }
      if (same == bytes.length) {
        return at;
      }
    }
    throw new AssertionError("not there: " + Arrays.toString(bytes));
  }

  private static byte[] concat(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
