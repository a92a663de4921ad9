package io.gpen.image.metadata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What is asked of and done to an XMP packet. Numbers are changed where they stand, so that the
 * packet is otherwise the same to the byte.
 */
public final class XmpPacket {

  /** What an APP1 segment with XMP begins with (XMP specification, part 3, 1.1.3). */
  public static final String IDENTIFIER = "http://ns.adobe.com/xap/1.0/\0";

  private static final String TIFF = "http://ns.adobe.com/tiff/1.0/";
  private static final String EXIF = "http://ns.adobe.com/exif/1.0/";

  private XmpPacket() {}

  /** {@return whether the packet is well-formed XML; it is not allowed to refer to anything} */
  public static boolean isSound(byte[] packet) {
    try {
      SAXParserFactory factory = SAXParserFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(XmpMerge.NO_DOCTYPE, true);
      factory.newSAXParser().parse(new ByteArrayInputStream(packet), new DefaultHandler());
      return true;
    } catch (SAXException | IOException e) {
      // The parser calls bytes that are no UTF-8 an I/O error.
      return false;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the parser of the JDK knows these features", e);
    }
  }

  /** See {@link PhotoMetadata#upright}. */
  public static byte[] upright(byte[] packet, boolean turned) {
    // Latin-1 maps each byte to one character and back, and all that is looked for is ASCII.
    String text = new String(packet, StandardCharsets.ISO_8859_1);
    String upright = text;
    for (String prefix : prefixes(text, TIFF)) {
      upright = property(prefix, "Orientation").matcher(upright).replaceAll("${before}1${after}");
      if (turned) {
        upright = exchanged(upright, prefix, "ImageWidth", "ImageLength");
      }
    }
    for (String prefix : turned ? prefixes(text, EXIF) : List.<String>of()) {
      upright = exchanged(upright, prefix, "PixelXDimension", "PixelYDimension");
    }
    return upright.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String exchanged(String text, String prefix, String width, String height) {
    Matcher x = property(prefix, width).matcher(text);
    Matcher y = property(prefix, height).matcher(text);
    if (!x.find() || !y.find()) {
      return text;
    }
    Matcher first = x.start() < y.start() ? x : y;
    Matcher second = first == x ? y : x;
    return text.substring(0, first.start("number"))
        + second.group("number")
        + text.substring(first.end("number"), second.start("number"))
        + first.group("number")
        + text.substring(second.end("number"));
  }

  /** A whole number as attribute or as element of a description. */
  private static Pattern property(String prefix, String name) {
    String qualified = Pattern.quote(prefix) + ":" + name;
    String attribute = "\\s" + qualified + "\\s*=\\s*[\"']\\s*";
    String element = "<" + qualified + "(?:\\s[^<>]*)?>\\s*";
    return Pattern.compile(
        "(?<before>" + attribute + "|" + element + ")(?<number>\\d+)(?<after>\\s*[\"'<])");
  }

  private static List<String> prefixes(String text, String namespace) {
    Matcher declaration =
        Pattern.compile("xmlns:([\\w.-]+)\\s*=\\s*[\"']" + Pattern.quote(namespace) + "[\"']")
            .matcher(text);
    List<String> prefixes = new ArrayList<>();
    while (declaration.find()) {
      prefixes.add(declaration.group(1));
    }
    return prefixes.stream().distinct().toList();
  }
}
