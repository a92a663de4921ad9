package io.gpen.image.metadata;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * How a restored photo came about, for its XMP.
 *
 * @param agent the program and its version, such as {@code gpen 0.3.0}
 * @param work what was done and by which models, such as {@code faces restored with the model gpen}
 * @param source the name of the original file, without folders, if it was a file
 * @param sha256 the SHA-256 of the original file, in hexadecimal digits
 */
public record Provenance(String agent, String work, Optional<String> source, String sha256) {

  /** {@return what identifies the restored photo: the same original and pixels always give it} */
  UUID id(byte[] pixels) {
    String content = sha256 + UUID.nameUUIDFromBytes(pixels);
    return UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.US_ASCII));
  }
}
