package io.gpen.files;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Paths as text and back without loss. A file name on Linux is a sequence of bytes that need not be
 * valid UTF-8: a {@link Path} keeps such bytes, {@link Path#toString} replaces them. Here each of
 * them becomes a lone low surrogate from U+DC80 to U+DCFF, which no valid name contains, as in
 * Python's {@code surrogateescape} (PEP 383). All other paths read as usual.
 */
public final class PathText {

  private static final char REPLACEMENT = '\uFFFD';
  private static final int ESCAPE = 0xDC00;
  private static final HexFormat HEX = HexFormat.of();

  private PathText() {}

  /**
   * {@return a path as text}
   *
   * @param path any path
   */
  public static String of(Path path) {
    String text = path.toString();
    if (text.indexOf(REPLACEMENT) < 0 || File.separatorChar != '/') {
      return text;
    }
    String absolute = decode(bytes(Path.of("/").resolve(path)));
    return path.isAbsolute() ? absolute : absolute.substring(1);
  }

  /**
   * {@return the path that a text stands for}
   *
   * @param text as {@link #of} returns it
   * @throws InvalidPathException if no path of this system reads like that
   */
  public static Path parse(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      if (File.separatorChar != '/' || text.indexOf('\0') >= 0) {
        throw e;
      }
      // The only way to a path from bytes, not characters: a URI has them in hexadecimal.
      String rooted = text.startsWith("/") ? text : "/" + text;
      StringBuilder uri = new StringBuilder("file://");
      for (byte b : encode(rooted)) {
        uri.append(b == '/' ? "/" : "%" + HEX.toHexDigits(b));
      }
      Path absolute = Path.of(URI.create(uri.toString()));
      return text.startsWith("/") ? absolute : Path.of("/").relativize(absolute);
    }
  }

  /**
   * {@return a path inside a folder}
   *
   * @param folder the folder
   * @param relative the place inside it, as {@link #of} returns it
   * @throws InvalidPathException if no path of this system reads like that
   */
  public static Path resolve(Path folder, String relative) {
    return folder.resolve(parse(relative));
  }

  /**
   * {@return the path that somebody means who typed, or pasted, its text} Whatever is not valid in
   * the name of a file arrives as U+FFFD; it is looked up in the folder.
   *
   * @param text a path as it came from a command line
   * @throws IOException if more than one file reads like that; the message says so
   * @throws InvalidPathException if no path of this system reads like that
   */
  public static Path typed(String text) throws IOException {
    Path path = Path.of(text);
    if (text.indexOf(REPLACEMENT) < 0 || Files.exists(path)) {
      return path;
    }
    Path found = path.isAbsolute() ? path.getRoot() : Path.of("");
    for (Path part : path) {
      found = part.toString().indexOf(REPLACEMENT) < 0 ? found.resolve(part) : find(found, part);
    }
    return found;
  }

  private static Path find(Path folder, Path part) throws IOException {
    List<Path> matches = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          if (entry.getFileName().toString().equals(part.toString())) {
            matches.add(folder.resolve(entry.getFileName()));
          }
        }
      }
    }
    if (matches.size() > 1) {
      throw new IOException(
          "'"
              + part
              + "' stands for "
              + matches.size()
              + " files whose names are not valid UTF-8: rename them, e.g. with convmv, or give"
              + " their folder");
    }
    return matches.isEmpty() ? folder.resolve(part) : matches.get(0);
  }

  private static byte[] bytes(Path absolute) {
    String uri = absolute.toUri().getRawPath();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(uri.length());
    for (int i = 0; i < uri.length(); i++) {
      boolean hex = uri.charAt(i) == '%';
      bytes.write(hex ? HexFormat.fromHexDigits(uri, i + 1, i + 3) : uri.charAt(i));
      i += hex ? 2 : 0;
    }
    byte[] all = bytes.toByteArray();
    // A folder's URI ends with a slash.
    boolean slash = all.length > 1 && all[all.length - 1] == '/';
    return slash ? Arrays.copyOf(all, all.length - 1) : all;
  }

  private static String decode(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    for (CoderResult result = decoder.decode(in, out, true);
        result.isError();
        result = decoder.decode(in, out, true)) {
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (ESCAPE | in.get() & 0xFF));
      }
    }
    return out.flip().toString();
  }

  /**
   * {@return the bytes of a path}
   *
   * @param text as {@link #of} returns it
   */
  public static byte[] encode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    text.codePoints()
        .forEach(
            c -> {
              if (c >= 0xDC80 && c <= 0xDCFF) {
                bytes.write(c);
              } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
              }
            });
    return bytes.toByteArray();
  }
}
