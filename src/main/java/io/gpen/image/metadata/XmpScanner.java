package io.gpen.image.metadata;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Locates the properties of an XMP packet in its text, whether they are attributes or elements, in
 * one pass. Expects well-formed XML; with anything else the result is undefined but never an error.
 */
final class XmpScanner {

  private final String text;
  private final Predicate<Name> wanted;
  private final List<Property> found = new ArrayList<>();
  private final Map<String, String> namespaces = new HashMap<>();
  private final Deque<Tag> open = new ArrayDeque<>();

  private XmpScanner(String text, Predicate<Name> wanted) {
    this.text = text;
    this.wanted = wanted;
  }

  /**
   * The name of a property.
   *
   * @param namespace the URI of its prefix; empty if it has no declared prefix
   * @param local the name without its prefix
   */
  record Name(String namespace, String local) {}

  /**
   * A property and its places in the text.
   *
   * @param name its name
   * @param start where it begins: the blanks before an attribute, or a start tag
   * @param end the place behind it
   * @param from where its value begins
   * @param to the place behind the value
   */
  record Property(Name name, int start, int end, int from, int to) {}

  /** An element that has not ended yet, and where its content begins. */
  private record Tag(Name name, int start, int content) {}

  /** {@return the properties of these names, in the order of their ends} */
  static List<Property> find(String text, Predicate<Name> wanted) {
    XmpScanner scanner = new XmpScanner(text, wanted);
    scanner.scan();
    return scanner.found;
  }

  private void scan() {
    int at = text.indexOf('<');
    while (at >= 0) {
      int end;
      if (text.startsWith("<!--", at)) {
        end = behind("-->", at + 4);
      } else if (text.startsWith("<![CDATA[", at)) {
        end = behind("]]>", at);
      } else if (text.startsWith("<?", at)) {
        end = behind("?>", at);
      } else if (text.startsWith("</", at)) {
        end = behind(">", at);
        endTag(at, end);
      } else {
        end = startTag(at);
      }
      at = text.indexOf('<', end);
    }
  }

  private int behind(String mark, int from) {
    int at = text.indexOf(mark, from);
    return at < 0 ? text.length() : at + mark.length();
  }

  private void endTag(int start, int end) {
    if (!open.isEmpty()) {
      Tag tag = open.pop();
      if (wanted.test(tag.name())) {
        found.add(new Property(tag.name(), tag.start(), end, tag.content(), start));
      }
    }
  }

  /** {@return the place behind a start tag} */
  private int startTag(int start) {
    int at = nameEnd(start + 1);
    String element = text.substring(start + 1, at);
    Map<String, Property> attributes = new LinkedHashMap<>();
    int next = skipBlanks(at);
    while (next < text.length() && text.charAt(next) != '>' && text.charAt(next) != '/') {
      int nameEnd = nameEnd(next);
      String attribute = text.substring(next, nameEnd);
      int quote = skipBlanks(skipBlanks(nameEnd) + 1);
      int close = quote < text.length() ? text.indexOf(text.charAt(quote), quote + 1) : -1;
      if (close < 0) {
        return text.length();
      }
      attributes.put(attribute, new Property(null, at, close + 1, quote + 1, close));
      at = close + 1;
      next = skipBlanks(at);
    }
    takeAttributes(attributes);
    int end = behind(">", next);
    if (next < text.length() && text.charAt(next) != '/') {
      open.push(new Tag(name(element), start, end));
    } else if (wanted.test(name(element))) {
      found.add(new Property(name(element), start, end, end, end));
    }
    return end;
  }

  private void takeAttributes(Map<String, Property> attributes) {
    attributes.forEach(
        (name, p) -> {
          if (name.startsWith("xmlns:")) {
            namespaces.put(name.substring(6), text.substring(p.from(), p.to()));
          }
        });
    attributes.forEach(
        (attribute, p) -> {
          Name name = name(attribute);
          if (wanted.test(name)) {
            found.add(new Property(name, p.start(), p.end(), p.from(), p.to()));
          }
        });
  }

  private Name name(String qualified) {
    int colon = qualified.indexOf(':');
    return colon < 0
        ? new Name("", qualified)
        : new Name(
            namespaces.getOrDefault(qualified.substring(0, colon), ""),
            qualified.substring(colon + 1));
  }

  private int nameEnd(int from) {
    int at = from;
    while (at < text.length() && " \t\r\n=/>".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private int skipBlanks(int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    return at;
  }
}
