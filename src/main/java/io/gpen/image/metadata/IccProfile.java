package io.gpen.image.metadata;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What is asked of an ICC profile (ICC.1:2022, 7.2). */
public final class IccProfile {

  private static final int HEADER = 128;
  private static final int COLOUR_SPACE = 16;
  private static final int SIGNATURE = 36;
  private static final int ACSP = 0x61637370;
  private static final int TAG = 12;

  private IccProfile() {}

  /** {@return whether it is a profile with all its tags within its bounds} */
  static boolean isSound(byte[] profile) {
    if (profile.length < HEADER + 4) {
      return false;
    }
    ByteBuffer bytes = ByteBuffer.wrap(profile);
    long tags = unsigned(bytes, HEADER);
    if (bytes.getInt(SIGNATURE) != ACSP
        || unsigned(bytes, 0) > profile.length
        || HEADER + 4 + tags * TAG > profile.length) {
      return false;
    }
    for (int tag = HEADER + 4; tag < HEADER + 4 + tags * TAG; tag += TAG) {
      if (unsigned(bytes, tag + 4) + unsigned(bytes, tag + 8) > profile.length) {
        return false;
      }
    }
    return true;
  }

  /** {@return whether a sound profile is for grey pixels} */
  public static boolean isForGrey(byte[] profile) {
    return colourSpace(profile).equals("GRAY");
  }

  /** {@return whether a sound profile is for RGB pixels} */
  public static boolean isForRgb(byte[] profile) {
    return colourSpace(profile).equals("RGB ");
  }

  private static String colourSpace(byte[] profile) {
    return new String(profile, COLOUR_SPACE, 4, StandardCharsets.ISO_8859_1);
  }

  private static long unsigned(ByteBuffer bytes, int at) {
    return bytes.getInt(at) & 0xFFFFFFFFL;
  }
}
