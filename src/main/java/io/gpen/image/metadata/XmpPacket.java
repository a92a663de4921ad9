package io.gpen.image.metadata;

import io.gpen.image.metadata.XmpScanner.Name;
import io.gpen.image.metadata.XmpScanner.Property;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Checks and edits an XMP packet. Edits are made where the properties stand, so that the packet is
 * otherwise the same to the byte: Adobe's xmpcore rewrites packets with other prefixes and without
 * its padding, and rejects packets in which a property occurs twice.
 */
public final class XmpPacket {

  /** What an APP1 segment with XMP begins with (XMP specification, part 3, 1.1.3). */
  public static final String IDENTIFIER = "http://ns.adobe.com/xap/1.0/\0";

  private static final String TIFF = "http://ns.adobe.com/tiff/1.0/";
  private static final String EXIF = "http://ns.adobe.com/exif/1.0/";
  private static final Name ORIENTATION = new Name(TIFF, "Orientation");
  private static final Name IMAGE_WIDTH = new Name(TIFF, "ImageWidth");
  private static final Name IMAGE_LENGTH = new Name(TIFF, "ImageLength");
  private static final Name PIXELS_ACROSS = new Name(EXIF, "PixelXDimension");
  private static final Name PIXELS_DOWN = new Name(EXIF, "PixelYDimension");
  private static final Set<Name> NUMBERS =
      Set.of(ORIENTATION, IMAGE_WIDTH, IMAGE_LENGTH, PIXELS_ACROSS, PIXELS_DOWN);

  private static final Set<Name> LENGTHS =
      Set.of(
          IMAGE_WIDTH,
          IMAGE_LENGTH,
          PIXELS_ACROSS,
          PIXELS_DOWN,
          new Name(TIFF, "XResolution"),
          new Name(TIFF, "YResolution"));

  private static final String GOOGLE_CAMERA = "http://ns.google.com/photos/1.0/camera/";

  /** Directories of the items appended to a photo, and gain maps, which are such items. */
  private static final Set<String> APPENDED =
      Set.of(
          "http://ns.google.com/photos/1.0/container/",
          "http://ns.google.com/photos/dd/1.0/container/",
          "http://ns.adobe.com/hdr-gain-map/1.0/",
          "http://ns.apple.com/HDRGainMap/1.0/");

  /** Real packets nest about a dozen; the JDK imports a document tree by recursion. */
  private static final int MAX_DEPTH = 200;

  private XmpPacket() {}

  /** {@return whether the packet is well-formed XML without a document type} */
  public static boolean isSound(byte[] packet) {
    try {
      SAXParserFactory factory = SAXParserFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(XmpMerge.NO_DOCTYPE, true);
      factory.newSAXParser().parse(new ByteArrayInputStream(packet), new DepthLimit());
      return true;
    } catch (SAXException | IOException e) {
      // The parser reports invalid UTF-8 as an I/O error.
      return false;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the parser of the JDK knows these features", e);
    }
  }

  /** Refuses elements that are nested too deeply. */
  private static final class DepthLimit extends DefaultHandler {
    private int depth;

    @Override
    public void startElement(String uri, String local, String name, Attributes attributes)
        throws SAXException {
      depth++;
      if (depth > MAX_DEPTH) {
        throw new SAXException("more than " + MAX_DEPTH + " nested elements");
      }
    }

    @Override
    public void endElement(String uri, String local, String name) {
      depth--;
    }
  }

  /** See {@link PhotoMetadata#upright}. */
  public static byte[] upright(byte[] packet, boolean turned) {
    // Latin-1 maps each byte to a character and back; all names and numbers here are ASCII.
    String text = new String(packet, StandardCharsets.ISO_8859_1);
    List<Property> found =
        XmpScanner.find(text, name -> isAppended(name) || NUMBERS.contains(name));
    List<Edit> edits = new ArrayList<>();
    for (Property property : found) {
      if (isAppended(property.name())) {
        edits.add(new Edit(property.start(), property.end(), ""));
      } else if (property.name().equals(ORIENTATION)) {
        number(text, property).ifPresent(n -> edits.add(new Edit(n.start(), n.end(), "1")));
      }
    }
    if (turned) {
      exchange(text, found, IMAGE_WIDTH, IMAGE_LENGTH, edits);
      exchange(text, found, PIXELS_ACROSS, PIXELS_DOWN, edits);
    }
    return edited(text, edits).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** See {@link PhotoMetadata#enlarged}. */
  static byte[] enlarged(byte[] packet, int factor) {
    String text = new String(packet, StandardCharsets.ISO_8859_1);
    List<Edit> edits = new ArrayList<>();
    for (Property property : XmpScanner.find(text, LENGTHS::contains)) {
      // Resolutions are fractions such as 300/1.
      int slash = text.substring(property.from(), property.to()).indexOf('/');
      int end = slash < 0 ? property.to() : property.from() + slash;
      number(text, property.from(), end)
          .filter(n -> n.replacement().length() < 10)
          .map(n -> new Edit(n.start(), n.end(), "" + factor * Long.parseLong(n.replacement())))
          .ifPresent(edits::add);
    }
    return edited(text, edits).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Whether a property describes pictures or videos appended to the photo, which are not kept. */
  private static boolean isAppended(Name name) {
    return APPENDED.contains(name.namespace())
        || name.namespace().equals(GOOGLE_CAMERA)
            && (name.local().startsWith("MicroVideo") || name.local().startsWith("MotionPhoto"));
  }

  /** Text to be written instead of that from one place to another. */
  record Edit(int start, int end, String replacement) {}

  /** {@return a text with edits made, in any order; of two that overlap only the first} */
  static String edited(String text, List<Edit> edits) {
    edits.sort(Comparator.comparingInt(Edit::start));
    StringBuilder result = new StringBuilder(text.length());
    int done = 0;
    for (Edit edit : edits) {
      if (edit.start() >= done) {
        result.append(text, done, edit.start()).append(edit.replacement());
        done = edit.end();
      }
    }
    return result.append(text, done, text.length()).toString();
  }

  private static void exchange(
      String text, List<Property> found, Name width, Name height, List<Edit> edits) {
    Optional<Edit> x = first(text, found, width);
    Optional<Edit> y = first(text, found, height);
    if (x.isPresent() && y.isPresent()) {
      edits.add(new Edit(x.get().start(), x.get().end(), y.get().replacement()));
      edits.add(new Edit(y.get().start(), y.get().end(), x.get().replacement()));
    }
  }

  private static Optional<Edit> first(String text, List<Property> found, Name name) {
    return found.stream()
        .filter(p -> p.name().equals(name))
        .flatMap(p -> number(text, p).stream())
        .findFirst();
  }

  /** {@return the whole number that a property holds and where it stands} */
  private static Optional<Edit> number(String text, Property property) {
    return number(text, property.from(), property.to());
  }

  private static Optional<Edit> number(String text, int from, int to) {
    String value = text.substring(from, to);
    String number = value.strip();
    if (number.isEmpty() || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    int start = from + value.indexOf(number);
    return Optional.of(new Edit(start, start + number.length(), number));
  }
}
