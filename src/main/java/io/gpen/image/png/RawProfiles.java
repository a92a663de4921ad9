package io.gpen.image.png;

import io.gpen.image.metadata.PhotoMetadata.TextEntry;
import io.gpen.text.Wording;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Binary blocks as hexadecimal texts of a PNG file, the custom that ImageMagick began: keyword "Raw
 * profile type NAME", then name, length and digits in lines of 72.
 */
public final class RawProfiles {

  private static final String PREFIX = "Raw profile type ";
  private static final int LINE = 72;

  /** Possessive, so that a long text that is none takes no longer than one that is. */
  private static final Pattern TEXT = Pattern.compile("\\s*+[^\\n]++\\n\\s*+(\\d{1,9}+)\\s++");

  private RawProfiles() {}

  /** {@return the name of the profile that a text holds, in small letters, if it holds one} */
  static Optional<String> name(TextEntry text) {
    return text.keyword().startsWith(PREFIX)
        ? Optional.of(text.keyword().substring(PREFIX.length()).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /** {@return the block that a text holds, if it is whole} */
  public static Optional<byte[]> read(TextEntry text) {
    Matcher head = TEXT.matcher(text.text());
    if (!head.lookingAt()) {
      return Optional.empty();
    }
    StringBuilder digits = new StringBuilder(text.text().length());
    text.text().chars().skip(head.end()).filter(c -> c > ' ').forEach(c -> digits.append((char) c));
    try {
      byte[] block = HexFormat.of().parseHex(digits);
      return Optional.of(block).filter(b -> b.length == Integer.parseInt(head.group(1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** {@return a text that holds a block} */
  public static TextEntry write(String name, byte[] block) {
    String digits = HexFormat.of().formatHex(block);
    StringBuilder text =
        new StringBuilder("\n" + name + "\n" + Wording.format("%8d", block.length));
    for (int i = 0; i < digits.length(); i += LINE) {
      text.append('\n').append(digits, i, Math.min(i + LINE, digits.length()));
    }
    return new TextEntry(PREFIX + name, text.append('\n').toString());
  }
}
