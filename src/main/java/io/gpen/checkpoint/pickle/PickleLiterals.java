package io.gpen.checkpoint.pickle;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** The numbers and texts of a pickle: the instructions that only read bytes. */
final class PickleLiterals {

  /** Stands for no value, since {@code null} is one. */
  static final Object NOT_A_LITERAL = new Object();

  /** Longer text is data of something that is not weights; it is passed over. */
  private static final int MAX_KEPT_TEXT = 1 << 16;

  /** What {@code -2^127} takes. */
  private static final int MAX_DIGITS = 40;

  private final PickleInput in;

  PickleLiterals(PickleInput in) {
    this.in = in;
  }

  /** {@return the value of an instruction, or {@link #NOT_A_LITERAL} if it makes something else} */
  Object read(int opcode) {
    Object number = number(opcode);
    return number == NOT_A_LITERAL ? text(opcode) : number;
  }

  private Object number(int opcode) {
    return switch (opcode) {
      case 'N' -> null;
      case 0x88 -> true;
      case 0x89 -> false;
      case 'K' -> (long) in.unsigned1();
      case 'M' -> (long) in.unsigned2();
      case 'J' -> (long) in.signed4();
      case 0x8a -> large(in.unsigned1());
      case 0x8b -> large(in.unsigned4());
      case 'G' -> in.bigEndianDouble();
      case 'I', 'L' -> decimal(in.asciiLine());
      case 'F' -> parseDouble(in.asciiLine());
      default -> NOT_A_LITERAL;
    };
  }

  private Object text(int opcode) {
    return switch (opcode) {
      case 'X', 'T' -> string(in.unsigned4());
      case 0x8c, 'U' -> string(in.unsigned1());
      case 0x8d -> string(in.signed8());
      case 'S' -> unquote(in.line(StandardCharsets.ISO_8859_1));
      case 'V' -> unescape(in.line(StandardCharsets.ISO_8859_1), true);
      case 'C' -> raw(in.unsigned1());
      case 'B' -> raw(in.unsigned4());
      case 0x8e, 0x96 -> raw(in.signed8());
      default -> NOT_A_LITERAL;
    };
  }

  private Object string(long length) {
    return length > MAX_KEPT_TEXT
        ? raw(length)
        : new String(in.bytes(length), StandardCharsets.UTF_8);
  }

  private OpaquePickleValue raw(long length) {
    in.skip(length);
    return OpaquePickleValue.data("bytes");
  }

  private Object large(long length) {
    if (length > Long.BYTES * 2) {
      in.skip(length);
      return OpaquePickleValue.data("a large number");
    }
    byte[] bytes = in.bytes(length);
    for (int i = 0; i < bytes.length / 2; i++) {
      byte low = bytes[i];
      bytes[i] = bytes[bytes.length - 1 - i];
      bytes[bytes.length - 1 - i] = low;
    }
    return narrow(bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes));
  }

  private static Object narrow(BigInteger number) {
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }

  /** Protocol 0 writes the booleans as 00 and 01 and may put an L behind a number. */
  private Object decimal(String line) {
    if (line.equals("00") || line.equals("01")) {
      return line.equals("01");
    }
    String digits = line.endsWith("L") ? line.substring(0, line.length() - 1) : line;
    try {
      return digits.length() > MAX_DIGITS
          ? OpaquePickleValue.data("a large number")
          : narrow(new BigInteger(digits));
    } catch (NumberFormatException e) {
      throw in.damaged("the pickle has a malformed number");
    }
  }

  private double parseDouble(String line) {
    try {
      return Double.parseDouble(line);
    } catch (NumberFormatException e) {
      // Python writes infinities and NaN in its own way; no weight is stored like this.
      return Double.NaN;
    }
  }

  /** {@return the text of a quoted Python literal} */
  private static String unquote(String literal) {
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
  private static String unescape(String text, boolean onlyUnicode) {
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
