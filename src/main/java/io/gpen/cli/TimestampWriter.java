package io.gpen.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Begins each line with date and time once that is asked for. */
final class TimestampWriter extends FilterWriter {

  /** The property that asks for it; read at the begin of each line, as options are parsed late. */
  static final String PROPERTY = "gpen.log.timestamps";

  private static final String PATTERN = "uuuu-MM-dd HH:mm:ss ";

  private boolean atLineStart = true;

  TimestampWriter(Writer out) {
    super(out);
  }

  /** {@return date and time and a blank, or nothing if nobody asks for it} */
  static String prefix() {
    return Boolean.getBoolean(PROPERTY)
        ? DateTimeFormatter.ofPattern(PATTERN, Locale.ROOT).format(LocalDateTime.now())
        : "";
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    write(new String(text, offset, length), 0, length);
  }

  @Override
  public void write(int character) throws IOException {
    write(String.valueOf((char) character), 0, 1);
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    for (String line : text.substring(offset, offset + length).split("(?<=\n)")) {
      if (line.isEmpty()) {
        continue;
      }
      out.write(atLineStart && !line.isBlank() ? prefix() + line : line);
      atLineStart = line.endsWith("\n");
    }
  }
}
