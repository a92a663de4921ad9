package io.gpen.image.jpeg;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A small ICC profile of four inks (ICC.1:2001, lut8Type), whose corners are made up: paper is
 * white, full cyan is a mid grey, every other ink alone and everything with black is black.
 */
final class CmykProfile {

  /** L* of full cyan, of 255. */
  static final int CYAN_LIGHTNESS = 137;

  private CmykProfile() {}

  static byte[] bytes() {
    byte[] table = lut();
    int tags = 3;
    int tagsAt = 128 + 4 + 12 * tags;
    int tableAt = tagsAt + 20 + 16;
    ByteBuffer profile = ByteBuffer.allocate(tableAt + table.length + 12);
    profile.putInt(profile.capacity()).putInt(0).putInt(0x02100000);
    ascii(profile, "prtrCMYKLab ");
    profile.putShort((short) 2026).putShort((short) 1).putShort((short) 1);
    profile.position(36);
    ascii(profile, "acsp");
    profile.position(68);
    // The white point of the connection space, D50.
    profile.putInt(0xf6d6).putInt(0x10000).putInt(0xd32d);
    profile.position(128);
    profile.putInt(tags);
    tag(profile, "wtpt", tagsAt, 20);
    tag(profile, "A2B0", tableAt, table.length);
    tag(profile, "cprt", tableAt + table.length, 12);
    profile.position(tagsAt);
    ascii(profile, "XYZ ");
    profile.putInt(0).putInt(0xf6d6).putInt(0x10000).putInt(0xd32d);
    profile.position(tableAt);
    profile.put(table);
    ascii(profile, "text");
    profile.putInt(0);
    ascii(profile, "CC0\0");
    return profile.array();
  }

  private static byte[] lut() {
    int grid = 2;
    ByteBuffer lut = ByteBuffer.allocate(48 + 4 * 256 + 16 * 3 + 3 * 256);
    ascii(lut, "mft1");
    lut.putInt(0).put((byte) 4).put((byte) 3).put((byte) grid).put((byte) 0);
    for (int i = 0; i < 9; i++) {
      lut.putInt(i % 4 == 0 ? 0x10000 : 0);
    }
    curves(lut, 4);
    for (int corner = 0; corner < 16; corner++) {
      // The last ink changes fastest.
      int lightness = corner == 0 ? 255 : corner == 8 ? CYAN_LIGHTNESS : 0;
      lut.put((byte) lightness).put((byte) 128).put((byte) 128);
    }
    curves(lut, 3);
    return lut.array();
  }

  private static void curves(ByteBuffer lut, int count) {
    for (int i = 0; i < 256 * count; i++) {
      lut.put((byte) i);
    }
  }

  private static void tag(ByteBuffer profile, String name, int at, int length) {
    ascii(profile, name);
    profile.putInt(at).putInt(length);
  }

  private static void ascii(ByteBuffer target, String text) {
    target.put(text.getBytes(StandardCharsets.US_ASCII));
  }
}
