package io.gpen.image.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packets are read back by Adobe's own reader. */
class XmpProvenanceTest {

  private static final String IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
  private static final String BASIC = "http://ns.adobe.com/xap/1.0/";
  private static final String MM = "http://ns.adobe.com/xap/1.0/mm/";
  private static final String REF = "http://ns.adobe.com/xap/1.0/sType/ResourceRef#";
  private static final String EVENT = "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#";

  private static final UUID ID = UUID.fromString("01234567-89ab-3cde-8f01-23456789abcd");
  private static final Provenance RESTORED =
      new Provenance("gpen 1.2", "some-model", Optional.of("mütter & <a>.jpg"), "0".repeat(64));

  private static final String EDITED_BEFORE =
      """
      <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
       <r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <r:Description r:about='uuid:"x"'
          xmlns:xmp="http://ns.adobe.com/xap/1.0/"
          xmlns:m="http://ns.adobe.com/xap/1.0/mm/"
          xmlns:stRef="http://ns.adobe.com/xap/1.0/sType/ResourceRef#"
          xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"
          xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
          xmlns:dc="http://purl.org/dc/elements/1.1/"
          xmp:CreatorTool="A scanner"
          m:InstanceID="xmp.iid:old"
          e:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/print">
         <m:DocumentID>xmp.did:old</m:DocumentID>
         <m:DerivedFrom stRef:documentID="xmp.did:older"/>
         <m:Pantry><r:Bag><r:li r:parseType="Resource">
          <m:InstanceID>xmp.iid:ingredient</m:InstanceID>
          <m:History><r:Seq/></m:History>
         </r:li></r:Bag></m:Pantry>
         <m:History><r:Seq>
          <r:li stEvt:action="created" stEvt:softwareAgent="A scanner"/>
         </r:Seq></m:History>
         <dc:format>image/jpeg</dc:format>
        </r:Description>
       </r:RDF>
      </x:xmpmeta>
                              \n<?xpacket end="w"?>\
      """;

  private static byte[] bytes(String packet) {
    return packet.getBytes(StandardCharsets.UTF_8);
  }

  private static XMPMeta added(Optional<byte[]> packet, Provenance provenance) throws XMPException {
    byte[] added = XmpProvenance.add(packet, provenance, ID).orElseThrow();
    assertTrue(XmpPacket.isSound(added));
    return XMPMetaFactory.parseFromBuffer(added);
  }

  private static String field(XMPMeta xmp, String struct, String namespace, String field)
      throws XMPException {
    var value = xmp.getStructField(MM, struct, namespace, field);
    return value == null ? null : value.getValue();
  }

  @Test
  void aPhotoWithoutXmpGetsAPacket() throws XMPException {
    XMPMeta xmp = added(Optional.empty(), RESTORED);
    assertEquals(
        "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia",
        xmp.getPropertyString(IPTC, "DigitalSourceType"));
    assertEquals("gpen 1.2", xmp.getPropertyString(BASIC, "CreatorTool"));
    assertEquals("xmp.iid:" + ID, xmp.getPropertyString(MM, "InstanceID"));
    assertEquals("mütter & <a>.jpg", field(xmp, "DerivedFrom", REF, "filePath"));
    assertEquals(1, xmp.countArrayItems(MM, "History"));
    assertEquals("gpen 1.2", field(xmp, "History[1]", EVENT, "softwareAgent"));
    String parameters = field(xmp, "History[1]", EVENT, "parameters");
    assertTrue(parameters.contains("some-model"), parameters);
    assertTrue(parameters.contains("0".repeat(64)), parameters);
  }

  @Test
  void whatThePhotoSaidOfItselfBecomesItsOrigin() throws XMPException {
    XMPMeta xmp = added(Optional.of(bytes(EDITED_BEFORE)), RESTORED);
    assertEquals("uuid:\"x\"", xmp.getObjectName());
    assertEquals("xmp.did:old", field(xmp, "DerivedFrom", REF, "documentID"));
    assertEquals("xmp.iid:old", field(xmp, "DerivedFrom", REF, "instanceID"));
    assertEquals("xmp.did:" + ID, xmp.getPropertyString(MM, "DocumentID"));
    assertEquals("xmp.did:old", xmp.getPropertyString(MM, "OriginalDocumentID"));
    assertTrue(
        xmp.getPropertyString(IPTC, "DigitalSourceType").endsWith("TrainedAlgorithmicMedia"));
    assertEquals("A scanner", xmp.getPropertyString(BASIC, "CreatorTool"));
    assertEquals(2, xmp.countArrayItems(MM, "History"));
    assertEquals("created", field(xmp, "History[1]", EVENT, "action"));
    assertEquals("edited", field(xmp, "History[2]", EVENT, "action"));
    String ingredient = "Pantry[1]/xmpMM:InstanceID";
    assertEquals("xmp.iid:ingredient", xmp.getPropertyString(MM, ingredient));
    assertEquals("image/jpeg", xmp.getPropertyString("http://purl.org/dc/elements/1.1/", "format"));
  }

  @Test
  void theRestOfThePacketIsTheSame() {
    byte[] added = XmpProvenance.add(Optional.of(bytes(EDITED_BEFORE)), RESTORED, ID).orElseThrow();
    String text = new String(added, StandardCharsets.UTF_8);
    assertTrue(text.startsWith(EDITED_BEFORE.substring(0, 150)), text);
    assertTrue(text.endsWith(EDITED_BEFORE.substring(EDITED_BEFORE.indexOf("</r:RDF>"))), text);
    assertFalse(text.contains("digitalsourcetype/print"), text);
  }

  @Test
  void aPhotoThatIsRestoredAgainSaysSoTwice() throws XMPException {
    Optional<byte[]> once = XmpProvenance.add(Optional.empty(), RESTORED, ID);
    XMPMeta twice = added(once, RESTORED);
    assertEquals(2, twice.countArrayItems(MM, "History"));
    assertEquals("xmp.did:" + ID, field(twice, "DerivedFrom", REF, "documentID"));
  }

  @Test
  void aNameThatXmlCannotHoldIsWrittenAsWellAsItCan() throws XMPException {
    Provenance strange =
        new Provenance("gpen", "m", Optional.of("a\u0007\uD800]]>&amp;\uD83D\uDE00"), "0");
    XMPMeta xmp = added(Optional.empty(), strange);
    assertEquals("a\uFFFD\uFFFD]]>&amp;\uD83D\uDE00", field(xmp, "DerivedFrom", REF, "filePath"));
  }

  @Test
  void withoutAnyOriginNoneIsClaimed() throws XMPException {
    Provenance bytesOnly = new Provenance("gpen", "m", Optional.empty(), "0");
    assertFalse(added(Optional.empty(), bytesOnly).doesPropertyExist(MM, "DerivedFrom"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a/>",
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>",
        "<RDF xmlns='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><Description/></RDF>"
      })
  void aPacketThatCannotBeEditedIsLeftAlone(String packet) {
    assertEquals(Optional.empty(), XmpProvenance.add(Optional.of(bytes(packet)), RESTORED, ID));
  }

  @Test
  void aHistoryInTheExtensionIsContinued() throws XMPException {
    byte[] extension = ExtendedXmp.extensionOf(bytes(EDITED_BEFORE));
    MetadataBuilder photo = new MetadataBuilder();
    photo.xmp = Optional.of(ExtendedXmp.mainFor(extension));
    photo.extendedXmp = Optional.of(extension);
    PhotoMetadata stated = photo.build().withProvenance(RESTORED, new byte[0]).orElseThrow();
    assertEquals(Optional.empty(), stated.extendedXmp());
    XMPMeta xmp = XMPMetaFactory.parseFromBuffer(stated.xmp().orElseThrow());
    assertEquals(2, xmp.countArrayItems(MM, "History"));
    assertEquals("xmp.iid:old", field(xmp, "DerivedFrom", REF, "instanceID"));
  }
}
