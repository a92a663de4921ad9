package io.gpen.image.metadata;

import java.util.Arrays;
import java.util.Set;

/**
 * A chunk of a PNG file.
 *
 * @param type four letters
 * @param data what it holds, without length, type and checksum
 */
public record PngChunk(String type, byte[] data) {

  /** How the numbers of the pixels are meant as colours (PNG specification, 11.3.2). */
  private static final Set<String> COLOUR =
      Set.of("gAMA", "cHRM", "sRGB", "cICP", "mDCV", "cLLI", "mDCv", "cLLi");

  /** {@return whether it says how the numbers of the pixels are meant as colours} */
  public boolean isColour() {
    return COLOUR.contains(type);
  }

  /** {@return whether it may be copied beside changed pixels by a program that does not know it} */
  public boolean isSafeToCopy() {
    return Character.isLowerCase(type.charAt(3));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PngChunk that
        && type.equals(that.type)
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + Arrays.hashCode(data);
  }
}
