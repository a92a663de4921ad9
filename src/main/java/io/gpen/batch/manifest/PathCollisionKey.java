package io.gpen.batch.manifest;

import java.text.Normalizer;
import java.util.Locale;

/**
 * What two names have in common that some disk takes for the same: upper and lower case, letters
 * and accents in one or apart.
 */
public final class PathCollisionKey {

  private PathCollisionKey() {}

  /** {@return the key of a name or path} */
  public static String of(String name) {
    String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
    // Upper first: it brings letters together that lower case alone keeps apart.
    String folded = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFC);
  }
}
