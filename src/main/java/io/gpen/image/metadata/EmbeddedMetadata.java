package io.gpen.image.metadata;

import java.util.List;

/**
 * An encoded picture with its metadata.
 *
 * @param bytes the whole file
 * @param warnings what the format could not carry, by name, complete sentences
 */
public record EmbeddedMetadata(byte[] bytes, List<String> warnings) {

  /** Keeps the warnings from changing. */
  public EmbeddedMetadata {
    warnings = List.copyOf(warnings);
  }
}
