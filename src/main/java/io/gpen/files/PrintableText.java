package io.gpen.files;

import java.util.regex.Pattern;

/** Names out of files and folders, made fit for a terminal and for a log of lines. */
public final class PrintableText {

  /** What steers a terminal, ends a line or turns the writing round; joiners are part of words. */
  private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\u200c\\u200d]]");

  private PrintableText() {}

  /**
   * {@return a text with a question mark for every character that is not meant to be seen}
   *
   * @param text one line of any text
   */
  public static String of(String text) {
    return STEERING.matcher(text).replaceAll("?");
  }
}
