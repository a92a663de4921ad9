package io.gpen.image.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.drew.metadata.Metadata;
import com.drew.metadata.xmp.XmpDirectory;
import com.drew.metadata.xmp.XmpReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Properties are edited where they stand; nothing makes the edits take long. */
class XmpPacketTest {

  /** As a Pixel 8 and an Ultra HDR camera write it, in attributes, elements and a directory. */
  private static final String MOTION_PHOTO =
      """
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
       <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about=""
          xmlns:GCamera="http://ns.google.com/photos/1.0/camera/"
          xmlns:Container="http://ns.google.com/photos/1.0/container/"
          xmlns:Item="http://ns.google.com/photos/1.0/container/item/"
          xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/"
          xmlns:dc="http://purl.org/dc/elements/1.1/"
          xmlns:tiff="http://ns.adobe.com/tiff/1.0/"
          hdrgm:Version="1.0"
          GCamera:MotionPhoto="1"
          GCamera:MotionPhotoVersion='1'
          GCamera:BurstID="a > b"
          tiff:Orientation="6">
         <GCamera:MicroVideoOffset>4321</GCamera:MicroVideoOffset>
         <!-- <Container:Directory> -->
         <Container:Directory>
          <rdf:Seq>
           <rdf:li rdf:parseType="Resource">
            <Container:Item Item:Mime="image/jpeg" Item:Semantic="Primary"/>
           </rdf:li>
           <rdf:li rdf:parseType="Resource">
            <Container:Item Item:Mime="video/mp4" Item:Length="4321" tiff:Orientation="6"/>
           </rdf:li>
          </rdf:Seq>
         </Container:Directory>
         <dc:format>image/jpeg</dc:format>
        </rdf:Description>
       </rdf:RDF>
      </x:xmpmeta>\
      """;

  private static String upright(String packet, boolean turned) {
    byte[] bytes = packet.getBytes(StandardCharsets.UTF_8);
    return new String(XmpPacket.upright(bytes, turned), StandardCharsets.UTF_8);
  }

  private static Map<String, String> properties(String packet) {
    Metadata metadata = new Metadata();
    new XmpReader().extract(packet, metadata);
    return metadata.getFirstDirectoryOfType(XmpDirectory.class).getXmpProperties();
  }

  @Test
  void whatFollowedThePhotoIsNoLongerClaimed() {
    assertTrue(properties(MOTION_PHOTO).keySet().toString().contains("MotionPhoto"));
    String packet = upright(MOTION_PHOTO, true);
    assertTrue(XmpPacket.isSound(packet.getBytes(StandardCharsets.UTF_8)));
    assertEquals(
        Map.of("GCamera:BurstID", "a > b", "dc:format", "image/jpeg", "tiff:Orientation", "1"),
        properties(packet));
    assertEquals(packet, upright(packet, true));
  }

  @Test
  void propertiesOfOtherNamespacesStay() {
    String other = MOTION_PHOTO.replace("ns.google.com/photos", "example.org/photos");
    assertTrue(upright(other, false).contains("GCamera:MotionPhoto=\"1\""));
  }

  @Test
  void manyPrefixesOrWrappersTakeNoLongerThanTheirText() {
    StringBuilder text = new StringBuilder("<a>");
    for (int i = 0; i < 50_000; i++) {
      text.append(
          "<b xmlns:p%1$d='http://ns.adobe.com/tiff/1.0/' p%1$d:Orientation='6'/>".formatted(i));
    }
    String packet = text.append("</a>").toString();
    assertEquals(packet.replace("'6'", "'1'"), upright(packet, false));
    byte[] wrappers = "<?xpacket ".repeat(300_000).getBytes(StandardCharsets.UTF_8);
    assertEquals(0, ExtendedXmp.extensionOf(wrappers).length);
    byte[] notes = "<xmpNote:HasExtendedXMP".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    assertTrue(ExtendedXmp.digest(notes).isEmpty());
  }

  @Test
  void deeplyNestedElementsAreNotSound() {
    String deep = "<a>".repeat(100_000) + "</a>".repeat(100_000);
    assertFalse(XmpPacket.isSound(deep.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void textThatIsNoXmlIsLeftAsItIs() {
    for (String text :
        new String[] {
          "", "<", "<a", "<a b", "<a b=", "<a b='", "<a b='c'", "</a>", "<!--", "<a/"
        }) {
      assertEquals(text, upright(text, true));
    }
  }
}
