package io.gpen.zoo;

import io.gpen.files.Sha256;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Weights to be brought to this machine.
 *
 * @param name what they are called in messages
 * @param source where they are: {@code https:}, {@code file:}, or {@code http:} on this machine
 * @param target the file they become
 * @param bytes the size, if known
 * @param sha256 the digest; empty accepts whatever comes
 */
public record FetchRequest(
    String name, URI source, Path target, OptionalLong bytes, Optional<Sha256> sha256) {

  /** Refuses sources that a third party on the way could change unseen. */
  public FetchRequest {
    String scheme = String.valueOf(source.getScheme());
    boolean allowed =
        switch (scheme) {
          case "https", "file" -> true;
          case "http" -> isThisMachine(source.getHost());
          default -> false;
        };
    if (!allowed) {
      throw new IllegalArgumentException(
          "weights are fetched from https: and file: addresses only, not from " + source);
    }
  }

  private static boolean isThisMachine(String host) {
    return "localhost".equals(host) || "127.0.0.1".equals(host) || "[::1]".equals(host);
  }

  /** {@return the unfinished file, kept when the connection breaks} */
  Path part() {
    return target.resolveSibling(target.getFileName() + ".part");
  }

  /** {@return the file that says which version of the source the unfinished file is of} */
  Path tag() {
    return target.resolveSibling(target.getFileName() + ".part-tag");
  }
}
