package io.gpen.image;

import io.gpen.text.Wording;
import java.util.function.Consumer;

/** What lies behind the end of a picture. */
public final class Trailer {

  private Trailer() {}

  /** Reports bytes behind the end; zeros alone are only padding. */
  public static void report(byte[] file, int end, Consumer<String> warnings) {
    for (int i = end; i < file.length; i++) {
      if (file[i] != 0) {
        warnings.accept(
            Wording.format("%d bytes after the end of the image are not kept.", file.length - end));
        return;
      }
    }
  }
}
