package io.gpen.cli;

import io.gpen.files.PathText;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of options and refuses what is out of range. */
final class Converters {

  private Converters() {}

  /** Java's own parser also takes 1f, 0x1p3 and NaN. */
  private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)");

  private static double number(String text, double min, double max, String range) {
    double value = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (value >= min && value <= max) {
      return value;
    }
    throw wrong(text, range);
  }

  private static TypeConversionException wrong(String text, String expected) {
    return new TypeConversionException("must be " + expected + ", not '" + text + "'");
  }

  /** A number from 0 to 1. */
  static final class Share implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      return number(text, 0, 1, "a number from 0 to 1");
    }
  }

  /** A number of which 0 would leave nothing. */
  static final class Positive implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      return number(text, Double.MIN_VALUE, 1, "a number above 0, up to 1");
    }
  }

  /** A weight of a loss. */
  static final class Weight implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      return number(text, 0, 1e6, "a number, 0 or more");
    }
  }

  /** A length in pixels. */
  static final class Pixels implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      return number(text, 0, Integer.MAX_VALUE, "a number of pixels, 0 or more");
    }
  }

  /** Quality of an encoder. */
  static final class Quality implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("\\d{1,3}")) {
        throw wrong(text, "a whole number from 1 to 100");
      }
      return (int) number(text, 1, 100, "a whole number from 1 to 100");
    }
  }

  /** A count of at least one. */
  static final class Count implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("\\d{1,9}") || Integer.parseInt(text) == 0) {
        throw wrong(text, "a whole number, 1 or more");
      }
      return Integer.valueOf(text);
    }
  }

  /** A seed. */
  static final class Whole implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException e) {
        throw wrong(text, "a whole number");
      }
    }
  }

  /** How many times as long the sides of a photo become. */
  static final class Enlargement implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("[1-4]")) {
        throw wrong(text, "1, 2, 3 or 4");
      }
      return Integer.valueOf(text);
    }
  }

  /** A number of threads; more than that do nothing but get in each other's way. */
  static final class Threads implements ITypeConverter<Integer> {
    private static final int ALWAYS_ALLOWED = 64;

    @Override
    public Integer convert(String text) {
      int processors = Runtime.getRuntime().availableProcessors();
      int most = Math.max(ALWAYS_ALLOWED, 4 * processors);
      if (!text.matches("\\d{1,9}")
          || Integer.parseInt(text) == 0
          || Integer.parseInt(text) > most) {
        throw wrong(
            text,
            "a whole number from 1 to "
                + most
                + " (processors of this machine: "
                + processors
                + ")");
      }
      return Integer.valueOf(text);
    }
  }

  /** A factor, or {@code off} for infinity. */
  static final class Shrink implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      if (text.equalsIgnoreCase("off")) {
        return Double.POSITIVE_INFINITY;
      }
      return number(text, Double.MIN_VALUE, 1000, "a factor above 0 such as 1.5, or off");
    }
  }

  /** A multiple of the photo's grain; {@code auto} is 1 and {@code off} 0. */
  static final class Grain implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "auto" -> 1.0;
        case "off" -> 0.0;
        default -> number(text, 0, 2, "auto, off or a number from 0 to 2");
      };
    }
  }

  /** A time such as {@code 6h}, {@code 90m} or {@code 1h30m}. */
  static final class Time implements ITypeConverter<Duration> {
    private static final Pattern FORM =
        Pattern.compile("(?:(\\d{1,4})h)?(?:(\\d{1,6})m)?(?:(\\d{1,8})s)?");

    @Override
    public Duration convert(String text) {
      Matcher parts = FORM.matcher(text.toLowerCase(Locale.ROOT));
      Duration time = Duration.ZERO;
      if (parts.matches()) {
        time = Duration.ofHours(part(parts, 1));
        time = time.plusMinutes(part(parts, 2)).plusSeconds(part(parts, 3));
      }
      if (time.isZero()) {
        throw wrong(text, "a time such as 6h, 90m or 1h30m");
      }
      return time;
    }

    private static long part(Matcher parts, int group) {
      return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
    }
  }

  /** A time, or {@code off} for zero. */
  static final class TimeOrOff implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return text.equalsIgnoreCase("off") ? Duration.ZERO : new Time().convert(text);
    }
  }

  /** A number of pixels such as {@code 200MP}. */
  static final class PixelCount implements ITypeConverter<Long> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6}(?:\\.\\d+)?)MP|(\\d{4,18})");

    @Override
    public Long convert(String text) {
      Matcher parts = FORM.matcher(text.toUpperCase(Locale.ROOT));
      long pixels = 0;
      if (parts.matches()) {
        pixels =
            parts.group(1) == null
                ? Long.parseLong(parts.group(2))
                : Math.round(Double.parseDouble(parts.group(1)) * 1e6);
      }
      if (pixels == 0) {
        throw wrong(text, "a number of pixels such as 200MP or 200000000");
      }
      return pixels;
    }
  }

  /** A path; names that are not valid UTF-8 are found although the command line garbles them. */
  static final class Paths implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
      if (text.isEmpty()) {
        // Java takes it for the working folder; what it comes from is a variable that is not set.
        throw new TypeConversionException("the path is empty; is a variable not set?");
      }
      try {
        return PathText.typed(text);
      } catch (IOException e) {
        throw new TypeConversionException(e.getMessage());
      } catch (InvalidPathException e) {
        throw new TypeConversionException("'" + text + "' is not a path: " + e.getReason());
      }
    }
  }
}
