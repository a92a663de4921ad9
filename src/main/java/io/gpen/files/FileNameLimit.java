package io.gpen.files;

/** Names that are made longer must still be short enough for a file. */
public final class FileNameLimit {

  /** The bytes of a name on the usual file systems; some count characters, which are fewer. */
  private static final int BYTES = 255;

  private static final int DIGITS = 8;

  private FileNameLimit() {}

  /**
   * {@return a name with something put behind it} If that is too long for a file, the name is cut
   * and gets a few digits of its digest, so that no two names become one; an extension that it has
   * is kept.
   *
   * @param path the name, perhaps with folders before it, as {@link PathText}
   * @param end what is put behind it
   */
  public static String join(String path, String end) {
    int slash = path.lastIndexOf('/') + 1;
    String name = path.substring(slash);
    if (bytes(name + end) <= BYTES) {
      return path + end;
    }
    int dot = name.lastIndexOf('.');
    String extension = dot > 0 && name.length() - dot <= DIGITS ? name.substring(dot) : "";
    String digest = Sha256.of(PathText.encode(name)).hex().substring(0, DIGITS);
    String tail = "~" + digest + extension + end;
    int length = name.length() - extension.length();
    while (bytes(name.substring(0, length)) + bytes(tail) > BYTES) {
      length = name.offsetByCodePoints(length, -1);
    }
    return path.substring(0, slash) + name.substring(0, length) + tail;
  }

  private static int bytes(String text) {
    return PathText.encode(text).length;
  }
}
