package io.gpen.batch.naming;

import io.gpen.batch.scan.ImageFileFilter;
import io.gpen.files.FileNameLimit;
import io.gpen.image.PhotoFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name that a photo would like for its output, and those that it takes if others have it.
 *
 * @param stem folder and name without the extension
 * @param end the extension with its dot, or an empty string
 */
record OutputName(String stem, String end) {

  private static final Pattern NUMBER =
      Pattern.compile("(?s).*-([2-9]|[1-9][0-9]{1,8})(\\.[^./]*|)");

  /**
   * {@return the name for an input} It is the input's own, unless a format is asked for that its
   * extension does not stand for.
   */
  static OutputName of(String relative, Optional<PhotoFormat> format) {
    String extension = ImageFileFilter.extension(relative.substring(relative.lastIndexOf('/') + 1));
    String end = extension.isEmpty() ? "" : "." + extension;
    String stem = relative.substring(0, relative.length() - end.length());
    if (format.isEmpty() || extensions(format.get()).contains(extension.toLowerCase(Locale.ROOT))) {
      return new OutputName(stem, end);
    }
    // Only what names a picture is an extension: "st. john" loses nothing.
    boolean isPicture = ImageFileFilter.isPictureExtension(extension);
    return new OutputName(isPicture ? stem : relative, "." + format.get().extension());
  }

  /** {@return the n-th choice, counted from 1} */
  String variant(int n) {
    return FileNameLimit.join(stem, n == 1 ? end : "-" + n + end);
  }

  /** {@return whether an output's name is one of the choices} */
  boolean hasVariant(String output) {
    return number(output) > 0;
  }

  /** {@return which choice an output's name is, counted from 1, or 0 for none} */
  int number(String output) {
    if (output.equals(variant(1))) {
      return 1;
    }
    Matcher matcher = NUMBER.matcher(output);
    int n =
        matcher.matches() && matcher.group(2).equals(end) ? Integer.parseInt(matcher.group(1)) : 0;
    return n > 0 && output.equals(variant(n)) ? n : 0;
  }

  private static Set<String> extensions(PhotoFormat format) {
    return switch (format) {
      case JPEG -> Set.of("jpg", "jpeg", "jpe", "jfif");
      case PNG -> Set.of("png");
      case WEBP -> Set.of("webp");
      case BMP -> Set.of("bmp", "dib");
      case TIFF -> Set.of("tif", "tiff");
    };
  }
}
