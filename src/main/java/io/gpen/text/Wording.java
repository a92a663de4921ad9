package io.gpen.text;

import java.time.Duration;
import java.util.Locale;

/** Numbers and names in sentences, the same in every locale. */
public final class Wording {

  private Wording() {}

  /**
   * {@return a formatted string with ASCII digits and a decimal point}
   *
   * @param format as {@link String#format} takes it
   * @param values what is formatted
   */
  public static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /**
   * {@return a count with its noun, such as {@code 1 face} or {@code 2 faces}}
   *
   * @param count how many
   * @param noun the noun in the singular; its plural takes an s
   */
  public static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /**
   * {@return a duration, such as {@code 2 h 5 min}, {@code 3 min 20 s} or {@code 4.2 s}}
   *
   * @param duration not negative
   */
  public static String duration(Duration duration) {
    if (duration.toHours() > 0) {
      return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
    if (duration.toMinutes() > 0) {
      return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
    return format("%.1f s", duration.toMillis() / 1000.0);
  }

  /**
   * {@return a name as options are written, such as {@code path-every}}
   *
   * @param camelCase the name as code writes it, such as {@code pathEvery}
   */
  public static String hyphenated(String camelCase) {
    return camelCase.replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
