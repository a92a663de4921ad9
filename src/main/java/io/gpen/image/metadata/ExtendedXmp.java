package io.gpen.image.metadata;

import io.gpen.image.metadata.XmpScanner.Name;
import io.gpen.text.Wording;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * XMP that is too long for one JPEG segment (XMP specification, part 3, 1.1.3.1): a main packet
 * names the digest of the extension, which follows in pieces.
 */
public final class ExtendedXmp {

  /** Digest as 32 letters, length of the whole and offset of the piece, 4 bytes each. */
  private static final int HEADER = 40;

  private static final int DIGEST = 32;
  private static final Name NOTE = new Name("http://ns.adobe.com/xmp/note/", "HasExtendedXMP");
  private static final String MAIN =
      "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
          + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
          + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
          + "<rdf:Description rdf:about=\"\" xmlns:xmpNote=\"http://ns.adobe.com/xmp/note/\""
          + " xmpNote:HasExtendedXMP=\"%s\"/></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>";

  private ExtendedXmp() {}

  /** Edits packets; if an edit changes the extension, both become one packet. */
  static void edit(MetadataBuilder metadata, UnaryOperator<byte[]> edit) {
    Optional<byte[]> extension = metadata.extendedXmp;
    boolean stale = extension.filter(x -> !Arrays.equals(x, edit.apply(x))).isPresent();
    if (stale) {
      byte[] main = metadata.xmp.orElseThrow();
      Optional<byte[]> whole = XmpMerge.merge(main, extension.get());
      if (whole.isEmpty()) {
        metadata.warnings.add("The extended XMP is damaged and was left out.");
      }
      metadata.xmp = whole.or(() -> Optional.of(main));
      metadata.extendedXmp = Optional.empty();
    }
    metadata.xmp = metadata.xmp.map(edit);
  }

  /** {@return the extension that the main packet names, if all of it is there and sound} */
  public static Optional<byte[]> join(Optional<byte[]> main, List<byte[]> parts) {
    return main.flatMap(ExtendedXmp::digest).flatMap(digest -> join(digest, parts));
  }

  private static Optional<byte[]> join(String digest, List<byte[]> parts) {
    List<ByteBuffer> ordered = new ArrayList<>();
    for (byte[] part : parts) {
      if (part.length > HEADER
          && digest.equals(new String(part, 0, DIGEST, StandardCharsets.ISO_8859_1))) {
        ordered.add(ByteBuffer.wrap(part));
      }
    }
    ordered.sort(Comparator.comparingLong(part -> offset(part)));
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (ByteBuffer part : ordered) {
      if (offset(part) != whole.size()) {
        return Optional.empty();
      }
      whole.write(part.array(), HEADER, part.capacity() - HEADER);
    }
    boolean complete = !ordered.isEmpty() && ordered.get(0).getInt(DIGEST) == whole.size();
    return Optional.of(whole.toByteArray()).filter(x -> complete && XmpPacket.isSound(x));
  }

  private static long offset(ByteBuffer part) {
    return part.getInt(DIGEST + 4) & 0xFFFFFFFFL;
  }

  /** {@return the pieces of an extension that the main packet names} */
  public static List<byte[]> split(byte[] main, byte[] extension, int maxPart) {
    byte[] digest = digest(main).orElseThrow().getBytes(StandardCharsets.ISO_8859_1);
    List<byte[]> parts = new ArrayList<>();
    for (int at = 0; at < extension.length; at += maxPart - HEADER) {
      int length = Math.min(maxPart - HEADER, extension.length - at);
      ByteBuffer part = ByteBuffer.allocate(HEADER + length);
      part.put(digest).putInt(extension.length).putInt(at).put(extension, at, length);
      parts.add(part.array());
    }
    return parts;
  }

  /** {@return the digest that a packet names} */
  public static Optional<String> digest(byte[] main) {
    String text = new String(main, StandardCharsets.ISO_8859_1);
    return XmpScanner.find(text, NOTE::equals).stream()
        .map(note -> text.substring(note.from(), note.to()).strip())
        .filter(digest -> digest.length() == DIGEST)
        .findFirst();
  }

  /** {@return what a packet of any length is as extension: the same without its wrapper} */
  public static byte[] extensionOf(byte[] packet) {
    String text = new String(packet, StandardCharsets.ISO_8859_1);
    StringBuilder inner = new StringBuilder(text.length());
    int done = 0;
    int wrapper = text.indexOf("<?xpacket");
    while (wrapper >= 0) {
      inner.append(text, done, wrapper);
      int end = text.indexOf("?>", wrapper);
      done = end < 0 ? text.length() : end + 2;
      wrapper = text.indexOf("<?xpacket", done);
    }
    inner.append(text, done, text.length());
    return inner.toString().strip().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** {@return a main packet that says nothing but where the extension is} */
  public static byte[] mainFor(byte[] extension) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(extension);
      String letters = HexFormat.of().withUpperCase().formatHex(digest);
      return Wording.format(MAIN, letters).getBytes(StandardCharsets.UTF_8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
