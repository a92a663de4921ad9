package io.gpen.image.metadata;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The file formats, told by content. */
enum Container {
  JPEG,
  PNG,
  WEBP,
  BMP,
  TIFF;

  /** {@return what the file is by its first bytes} */
  static Optional<Container> of(byte[] file) {
    String start = new String(file, 0, Math.min(file.length, 12), StandardCharsets.ISO_8859_1);
    if (start.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    } else if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
      return Optional.of(PNG);
    } else if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
      return Optional.of(WEBP);
    } else if (start.startsWith("BM")) {
      return Optional.of(BMP);
    } else if (start.startsWith("II") || start.startsWith("MM")) {
      return Optional.of(TIFF);
    }
    return Optional.empty();
  }
}
