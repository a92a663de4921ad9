package io.gpen.image.metadata;

import io.gpen.image.metadata.XmpPacket.Edit;
import io.gpen.image.metadata.XmpScanner.Name;
import io.gpen.image.metadata.XmpScanner.Property;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * States in an XMP packet how a photo was restored: the source type of the IPTC (Photo Metadata
 * Standard 2023.1), and origin, identifiers and history of the XMP Media Management namespace (XMP
 * specification, part 2, 3.2). What else the packet says stays where it is, to the byte.
 *
 * <p>No time is stated, so that the same photo always gives the same file.
 */
final class XmpProvenance {

  static final String SOURCE_TYPE =
      "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";

  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
  private static final String BASIC = "http://ns.adobe.com/xap/1.0/";
  private static final String MM = "http://ns.adobe.com/xap/1.0/mm/";

  private static final Name RDF_ROOT = new Name(RDF, "RDF");
  private static final Name ABOUT = new Name(RDF, "about");
  private static final Name SEQUENCE = new Name(RDF, "Seq");
  private static final Name DIGITAL_SOURCE_TYPE = new Name(IPTC, "DigitalSourceType");
  private static final Name CREATOR_TOOL = new Name(BASIC, "CreatorTool");
  private static final Name DERIVED_FROM = new Name(MM, "DerivedFrom");
  private static final Name DOCUMENT = new Name(MM, "DocumentID");
  private static final Name INSTANCE = new Name(MM, "InstanceID");
  private static final Name ORIGINAL_DOCUMENT = new Name(MM, "OriginalDocumentID");
  private static final Name HISTORY = new Name(MM, "History");

  /** What the original said of itself, and the restored photo says anew. */
  private static final Set<Name> REPLACED =
      Set.of(DIGITAL_SOURCE_TYPE, DERIVED_FROM, DOCUMENT, INSTANCE);

  private static final Set<Name> CONCERNED =
      Set.of(
          DIGITAL_SOURCE_TYPE,
          DERIVED_FROM,
          DOCUMENT,
          INSTANCE,
          ORIGINAL_DOCUMENT,
          HISTORY,
          CREATOR_TOOL);

  private static final String EMPTY =
      "<?xpacket begin=\"\u00EF\u00BB\u00BF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
          + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
          + "<rdf:RDF xmlns:rdf=\""
          + RDF
          + "\">\n</rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>";

  private final String text;
  private final List<Property> all;
  private final List<Property> top = new ArrayList<>();

  /** Latin-1 maps each byte to a character and back, as in {@link XmpPacket#upright}. */
  private XmpProvenance(byte[] packet) {
    text = new String(packet, StandardCharsets.ISO_8859_1);
    all = XmpScanner.find(text, name -> true);
    all.sort(Comparator.comparingInt(Property::start));
  }

  /** {@return whether a packet has a property that {@link #add} changes or looks at} */
  static boolean concerns(byte[] packet) {
    String text = new String(packet, StandardCharsets.ISO_8859_1);
    return !XmpScanner.find(text, CONCERNED::contains).isEmpty();
  }

  /**
   * {@return a packet that states the provenance; empty if the packet is of a form that cannot be
   * edited}
   *
   * @param packet a sound packet; empty for a photo that has none
   * @param provenance what to state
   * @param id identifies the restored photo
   */
  static Optional<byte[]> add(Optional<byte[]> packet, Provenance provenance, UUID id) {
    byte[] start = packet.orElseGet(() -> EMPTY.getBytes(StandardCharsets.ISO_8859_1));
    XmpProvenance old = new XmpProvenance(start);
    return old.root().map(rdf -> old.add(rdf, provenance, id));
  }

  /** {@return the element with all properties, if there is one with content} */
  private Optional<Property> root() {
    return all.stream().filter(p -> p.name().equals(RDF_ROOT) && p.from() < p.end()).findFirst();
  }

  private byte[] add(Property rdf, Provenance provenance, UUID id) {
    findTopLevel(rdf);
    List<Edit> edits = new ArrayList<>();
    top.stream()
        .filter(p -> REPLACED.contains(p.name()))
        .forEach(p -> edits.add(new Edit(p.start(), p.end(), "")));
    String event = event(provenance, id);
    Optional<Property> history = first(HISTORY);
    Optional<Property> events = history.flatMap(this::sequence);
    events.ifPresent(seq -> edits.add(new Edit(seq.to(), seq.to(), event)));
    if (history.isPresent() && events.isEmpty()) {
      edits.add(new Edit(history.get().start(), history.get().end(), ""));
    }
    StringBuilder added = new StringBuilder();
    added.append("<rdf:Description xmlns:rdf=\"").append(RDF).append("\" rdf:about=\"");
    added.append(about());
    added.append("\" xmlns:Iptc4xmpExt=\"").append(IPTC).append("\" xmlns:xmp=\"").append(BASIC);
    added.append("\" xmlns:xmpMM=\"").append(MM);
    added.append("\" xmlns:stRef=\"http://ns.adobe.com/xap/1.0/sType/ResourceRef#\">\n");
    append(added, "Iptc4xmpExt:DigitalSourceType", SOURCE_TYPE);
    if (first(CREATOR_TOOL).isEmpty()) {
      append(added, "xmp:CreatorTool", escaped(provenance.agent()));
    }
    append(added, "xmpMM:DocumentID", "xmp.did:" + id);
    append(added, "xmpMM:InstanceID", "xmp.iid:" + id);
    if (first(ORIGINAL_DOCUMENT).isEmpty()) {
      value(DOCUMENT).ifPresent(old -> append(added, "xmpMM:OriginalDocumentID", old));
    }
    String origin = origin(provenance);
    if (!origin.isEmpty()) {
      added.append("<xmpMM:DerivedFrom rdf:parseType=\"Resource\">\n").append(origin);
      added.append("</xmpMM:DerivedFrom>\n");
    }
    if (events.isEmpty()) {
      added.append("<xmpMM:History><rdf:Seq>\n").append(event).append("</rdf:Seq></xmpMM:History>");
      added.append('\n');
    }
    edits.add(new Edit(rdf.to(), rdf.to(), added.append("</rdf:Description>\n").toString()));
    return XmpPacket.edited(text, edits).getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * Finds the properties of the photo itself: packets may hold those of its ingredients as well,
   * inside other properties.
   */
  private void findTopLevel(Property rdf) {
    Property description = null;
    int covered = 0;
    for (Property p : all) {
      if (p.start() < rdf.from() || p.end() > rdf.to()) {
        continue;
      }
      if (description == null || p.start() >= description.end()) {
        description = p;
      } else if (p.end() <= description.from()) {
        top.add(p);
      } else if (p.start() >= covered) {
        top.add(p);
        covered = p.end();
      }
    }
  }

  private Optional<Property> first(Name name) {
    return top.stream().filter(p -> p.name().equals(name)).findFirst();
  }

  /** {@return what the packet is about; all its descriptions must agree, if they name anything} */
  private String about() {
    return top.stream()
        .filter(p -> p.name().equals(ABOUT) && p.from() < p.to())
        .findFirst()
        .map(about -> raw(about).replace("\"", "&quot;"))
        .orElse("");
  }

  private Optional<Property> sequence(Property history) {
    return all.stream()
        .filter(p -> p.start() >= history.from() && p.end() <= history.to())
        .findFirst()
        .filter(p -> p.name().equals(SEQUENCE) && p.from() < p.end());
  }

  private String raw(Property property) {
    return text.substring(property.from(), property.to());
  }

  /** {@return a simple value, as it is escaped in the packet} */
  private Optional<String> value(Name name) {
    return first(name)
        .map(this::raw)
        .map(String::strip)
        .filter(v -> !v.isEmpty() && !v.contains("<"));
  }

  private String origin(Provenance provenance) {
    StringBuilder origin = new StringBuilder();
    value(DOCUMENT).ifPresent(id -> append(origin, "stRef:documentID", id));
    value(INSTANCE).ifPresent(id -> append(origin, "stRef:instanceID", id));
    provenance.source().ifPresent(name -> append(origin, "stRef:filePath", escaped(name)));
    return origin.toString();
  }

  private static String event(Provenance provenance, UUID id) {
    StringBuilder event = new StringBuilder();
    event.append("<rdf:li xmlns:rdf=\"").append(RDF).append("\" rdf:parseType=\"Resource\"");
    event.append(" xmlns:stEvt=\"http://ns.adobe.com/xap/1.0/sType/ResourceEvent#\">\n");
    append(event, "stEvt:action", "edited");
    append(event, "stEvt:instanceID", "xmp.iid:" + id);
    append(event, "stEvt:softwareAgent", escaped(provenance.agent()));
    String what = provenance.work() + "; SHA-256 of the original file: " + provenance.sha256();
    append(event, "stEvt:parameters", escaped(what));
    return event.append("</rdf:li>\n").toString();
  }

  private static void append(StringBuilder out, String name, String content) {
    out.append('<').append(name).append('>').append(content);
    out.append("</").append(name).append(">\n");
  }

  /** {@return a text as content of an element, in the packet's bytes as characters} */
  private static String escaped(String value) {
    String xml = value.codePoints().mapToObj(XmpProvenance::escaped).collect(Collectors.joining());
    return new String(xml.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String escaped(int c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      // XML has no way to write the others, which file names may hold.
      default ->
          c >= ' ' && c < 0xD800 || c >= 0xE000 && c != 0xFFFE && c != 0xFFFF
              ? Character.toString(c)
              : "\uFFFD";
    };
  }
}
