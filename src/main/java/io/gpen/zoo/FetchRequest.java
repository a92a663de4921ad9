package io.gpen.zoo;

import io.gpen.files.Sha256;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Weights to be fetched.
 *
 * @param name what they are called in messages
 * @param source where they are: {@code https:}, {@code file:} without a host, or {@code http:} on
 *     this machine
 * @param target the file they become
 * @param bytes the size, if known
 * @param sha256 the digest; empty accepts any content
 */
public record FetchRequest(
    String name, URI source, Path target, OptionalLong bytes, Optional<Sha256> sha256) {

  /** The ending of the unfinished file. */
  static final String PART = ".part";

  /** The ending of the file with the version of the source that the unfinished file is of. */
  static final String PART_TAG = ".part-tag";

  /**
   * Refuses sources that a third party on the way could change unseen. A {@code file:} address with
   * a host is one of them: Java would open it by FTP.
   */
  public FetchRequest {
    boolean allowed =
        switch (String.valueOf(source.getScheme()).toLowerCase(Locale.ROOT)) {
          case "https" -> source.getHost() != null;
          case "http" -> isThisMachine(source.getHost());
          case "file" -> localFile(source).isPresent();
          default -> false;
        };
    if (!allowed) {
      throw new IllegalArgumentException(
          "models can be fetched from https://HOST/..., file:///... and from paths, not from "
              + source);
    }
  }

  private static boolean isThisMachine(String host) {
    return "localhost".equals(host) || "127.0.0.1".equals(host) || "[::1]".equals(host);
  }

  private static Optional<Path> localFile(URI source) {
    try {
      return "file".equalsIgnoreCase(source.getScheme())
          ? Optional.of(Path.of(source))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      // It has a host, a query or a relative path.
      return Optional.empty();
    }
  }

  /** {@return the file on this machine that the source names, if it names one} */
  Optional<Path> localFile() {
    return localFile(source);
  }

  /** {@return the unfinished file, kept when the connection breaks} */
  Path part() {
    return target.resolveSibling(target.getFileName() + PART);
  }

  /** {@return the file with the version of the source that the unfinished file is of} */
  Path tag() {
    return target.resolveSibling(target.getFileName() + PART_TAG);
  }
}
