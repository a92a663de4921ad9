package io.gpen.image.metadata;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A free comment. No format says how it is encoded, so its bytes are kept.
 *
 * @param bytes the comment as it stands in the file
 */
public record Comment(byte[] bytes) {

  /**
   * {@return a comment in UTF-8}
   *
   * @param text what it says
   */
  public static Comment of(String text) {
    return new Comment(text.getBytes(StandardCharsets.UTF_8));
  }

  /** {@return what it says, read as UTF-8 or, if it is none, as Latin-1} */
  public String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Comment that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return text();
  }
}
