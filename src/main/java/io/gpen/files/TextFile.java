package io.gpen.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads text files that people write with any editor. */
public final class TextFile {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private TextFile() {}

  /**
   * {@return the text of a file in UTF-8, without a byte order mark}
   *
   * @param file the file
   * @throws IOException if it cannot be read or is not UTF-8; the message says what to do
   */
  public static String read(Path file) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw FileErrors.about(file, e);
    }
    if (isUtf16(bytes)) {
      throw new IOException(file + " is UTF-16: save it as UTF-8");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not UTF-8: save it as UTF-8", e);
    }
  }

  /** Also without a byte order mark: no line of text in UTF-8 has a zero byte. */
  private static boolean isUtf16(byte[] bytes) {
    if (bytes.length < 2) {
      return false;
    }
    int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
    return first == 0xfeff || first == 0xfffe || bytes[0] == 0 || bytes[1] == 0;
  }
}
