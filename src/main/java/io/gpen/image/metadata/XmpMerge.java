package io.gpen.image.metadata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSException;
import org.w3c.dom.ls.LSOutput;
import org.w3c.dom.ls.LSSerializer;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Merges a packet and its extension into one, for formats without extended XMP. */
final class XmpMerge {

  static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String NOTE = "http://ns.adobe.com/xmp/note/";
  private static final String EXTENDED = "HasExtendedXMP";
  private static final String START =
      "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>";
  private static final String END = "<?xpacket end=\"w\"?>";

  private XmpMerge() {}

  /** {@return one packet that says what both say; empty if they are no XMP} */
  static Optional<byte[]> merge(byte[] main, byte[] extension) {
    try {
      Document whole = parse(main);
      Optional<Element> target = rdf(whole);
      Optional<Element> source = rdf(parse(extension));
      if (target.isEmpty() || source.isEmpty()) {
        return Optional.empty();
      }
      removeNote(target.get());
      for (Node n = source.get().getFirstChild(); n != null; n = n.getNextSibling()) {
        target.get().appendChild(whole.importNode(n, true));
      }
      String text = START + serialize(whole.getDocumentElement()) + END;
      return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    } catch (SAXException | LSException e) {
      return Optional.empty();
    } catch (IOException | ParserConfigurationException e) {
      throw new IllegalStateException("the JDK parses XML in memory", e);
    }
  }

  private static Document parse(byte[] xml)
      throws ParserConfigurationException, SAXException, IOException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setExpandEntityReferences(false);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature(NO_DOCTYPE, true);
    var builder = factory.newDocumentBuilder();
    builder.setErrorHandler(new DefaultHandler());
    return builder.parse(new ByteArrayInputStream(xml));
  }

  private static Optional<Element> rdf(Document document) {
    return Optional.ofNullable((Element) document.getElementsByTagNameNS(RDF, "RDF").item(0));
  }

  private static void removeNote(Element rdf) {
    NodeList descriptions = rdf.getElementsByTagNameNS(RDF, "Description");
    for (int i = 0; i < descriptions.getLength(); i++) {
      ((Element) descriptions.item(i)).removeAttributeNS(NOTE, EXTENDED);
    }
    Node element = rdf.getElementsByTagNameNS(NOTE, EXTENDED).item(0);
    if (element != null) {
      element.getParentNode().removeChild(element);
    }
  }

  private static String serialize(Element root) {
    DOMImplementationLS ls =
        (DOMImplementationLS) root.getOwnerDocument().getImplementation().getFeature("LS", "3.0");
    LSSerializer serializer = ls.createLSSerializer();
    serializer.getDomConfig().setParameter("xml-declaration", false);
    LSOutput output = ls.createLSOutput();
    StringWriter text = new StringWriter();
    output.setCharacterStream(text);
    output.setEncoding("UTF-8");
    serializer.write(root, output);
    return text.toString();
  }
}
