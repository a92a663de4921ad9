package io.gpen.image.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An ICC profile in pieces, as JPEG files hold it (ICC.1, annex B.4). */
final class IccParts {

  /** Number of this piece and number of pieces, one byte each. */
  private static final int HEADER = 2;

  private static final int MAX_PARTS = 255;

  private IccParts() {}

  /** {@return the profile, if each piece is there once} */
  static Optional<byte[]> join(List<byte[]> parts) {
    byte[][] ordered = new byte[parts.size()][];
    for (byte[] part : parts) {
      int number = part.length > HEADER ? part[0] & 0xFF : 0;
      boolean fits = number >= 1 && number <= ordered.length && ordered[number - 1] == null;
      if (!fits || (part[1] & 0xFF) != ordered.length) {
        return Optional.empty();
      }
      ordered[number - 1] = part;
    }
    ByteArrayOutputStream profile = new ByteArrayOutputStream();
    for (byte[] part : ordered) {
      profile.write(part, HEADER, part.length - HEADER);
    }
    return Optional.of(profile.toByteArray());
  }

  /** {@return the pieces of a profile; none if it is too long} */
  static List<byte[]> split(byte[] profile, int maxPart) {
    int room = maxPart - HEADER;
    int count = (profile.length + room - 1) / room;
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0; i < count && count <= MAX_PARTS; i++) {
      int start = i * room;
      int length = Math.min(room, profile.length - start);
      byte[] part = new byte[HEADER + length];
      part[0] = (byte) (i + 1);
      part[1] = (byte) count;
      System.arraycopy(profile, start, part, HEADER, length);
      parts.add(part);
    }
    return parts;
  }
}
