package io.gpen.checkpoint;

/** Text as protocol 0 writes it: quoted, with Python's escapes. */
final class PickleText {

  private PickleText() {}

  /** {@return the text of a quoted Python literal} */
  static String unquote(String literal) {
    int last = literal.length() - 1;
    boolean quoted =
        last > 0
            && literal.charAt(0) == literal.charAt(last)
            && (literal.charAt(0) == '\'' || literal.charAt(0) == '"');
    return quoted ? unescape(literal.substring(1, last), false) : literal;
  }

  /**
   * {@return text without its escapes}
   *
   * @param onlyUnicode whether a backslash means something only before a u or U
   */
  static String unescape(String text, boolean onlyUnicode) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        plain.append(c);
        continue;
      }
      char kind = text.charAt(i + 1);
      int digits = kind == 'u' ? 4 : kind == 'U' ? 8 : kind == 'x' && !onlyUnicode ? 2 : 0;
      if (digits > 0) {
        plain.append(character(text, i + 2, digits));
        i += 1 + digits;
      } else if (onlyUnicode) {
        plain.append(c);
      } else {
        plain.append(simple(kind));
        i++;
      }
    }
    return plain.toString();
  }

  private static String character(String text, int at, int digits) {
    try {
      return Character.toString(Integer.parseInt(text.substring(at, at + digits), 16));
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      // Only names matter here, and no sound name has such an escape.
      return "\ufffd";
    }
  }

  private static char simple(char kind) {
    return switch (kind) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> kind;
    };
  }
}
