package io.gpen.image.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.image.metadata.ExifBlock;
import io.gpen.image.metadata.ExifSample;
import io.gpen.image.metadata.ImageResources;
import io.gpen.image.metadata.MetadataBuilder;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.PhotoMetadata.TextEntry;
import io.gpen.image.metadata.PngChunk;
import io.gpen.image.metadata.Samples;
import io.gpen.image.metadata.TiffStructure;
import io.gpen.image.metadata.TiffTags;
import io.gpen.image.metadata.XmpPacket;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UprightTest {

  private static final String WRITER = "gpen 0.1";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void readsEachOrientationAndSetsItToOne(int orientation) {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      PhotoMetadata metadata = exif(ExifSample.block(order, orientation));
      assertEquals(orientation, metadata.orientation());
      PhotoMetadata upright = metadata.upright(WRITER);
      assertEquals(1, upright.orientation());
      byte[] block = upright.exif().orElseThrow();
      int width = orientation >= 5 ? 480 : 640;
      assertEquals(width, ExifSample.field(block, TiffTags.PIXEL_X_DIMENSION).integer());
      assertEquals(1120 - width, ExifSample.field(block, TiffTags.PIXEL_Y_DIMENSION).integer());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 255, 65535})
  void anOrientationOutOfRangeIsOne(int orientation) {
    PhotoMetadata metadata = exif(ExifSample.block(ByteOrder.BIG_ENDIAN, orientation));
    assertEquals(1, metadata.orientation());
    byte[] block = metadata.upright(WRITER).exif().orElseThrow();
    assertEquals(1, ExifSample.field(block, TiffTags.ORIENTATION).integer());
  }

  @Test
  void leavesAllButTheNamedFieldsAndTheThumbnailAsTheyWere() {
    byte[] before = ExifSample.block(ByteOrder.LITTLE_ENDIAN, 3);
    byte[] after = exif(before).upright(WRITER).exif().orElseThrow();
    assertTrue(ExifSample.makerNoteIsInPlace(before));
    assertTrue(ExifSample.makerNoteIsInPlace(after));
    assertEquals(WRITER, ExifSample.text(ExifSample.field(after, TiffTags.SOFTWARE)));
    for (int tag : new int[] {0x010F, 0x0110, 0x0132, ExifSample.DATE_TAKEN}) {
      assertArrayEquals(
          ExifSample.field(before, tag).value(), ExifSample.field(after, tag).value());
    }
  }

  @Test
  void dropsTheThumbnailWithItsBytes() {
    byte[] before = ExifSample.block(ByteOrder.LITTLE_ENDIAN, 1);
    byte[] after = exif(before).upright(WRITER).exif().orElseThrow();
    assertTrue(ExifSample.indexOf(before, "\u00ff\u00d8\u00ff") > 0);
    assertEquals(-1, ExifSample.indexOf(after, "\u00ff\u00d8\u00ff"));
    assertEquals(0, TiffStructure.of(after).orElseThrow().first().orElseThrow().link());
  }

  @Test
  void aSecondTimeChangesNothing() {
    MetadataBuilder all = Samples.everything();
    all.exif = Optional.of(ExifSample.block(ByteOrder.BIG_ENDIAN, 8));
    PhotoMetadata once = all.build().upright(WRITER);
    PhotoMetadata twice = once.upright(WRITER);
    assertArrayEquals(once.exif().orElseThrow(), twice.exif().orElseThrow());
    assertArrayEquals(once.xmp().orElseThrow(), twice.xmp().orElseThrow());
    assertArrayEquals(once.iptc().orElseThrow(), twice.iptc().orElseThrow());
  }

  @Test
  void replacesTheNameOfTheSoftwareBefore() {
    byte[] named = ExifBlock.naming("An Older Program 12.3");
    byte[] block = exif(named).upright(WRITER).exif().orElseThrow();
    assertEquals(WRITER, ExifSample.text(ExifSample.field(block, TiffTags.SOFTWARE)));
    MetadataBuilder png = new MetadataBuilder();
    png.texts.add(new TextEntry("Software", "An Older Program 12.3"));
    png.texts.add(new TextEntry("Title", "Am Meer"));
    PhotoMetadata upright = png.build().upright(WRITER);
    byte[] file = PhotoWriter.embed(Samples.picture(".png"), upright).bytes();
    assertEquals(
        List.of(new TextEntry("Title", "Am Meer"), new TextEntry("Software", WRITER)),
        PhotoReader.metadata(file).texts());
  }

  @Test
  void dropsThePhotoshopThumbnailAndKeepsTheRecord() {
    MetadataBuilder metadata = new MetadataBuilder();
    metadata.iptc = Optional.of(Samples.imageResources());
    byte[] after = metadata.build().upright(WRITER).iptc().orElseThrow();
    assertArrayEquals(
        ImageResources.iptc(Samples.imageResources()).orElseThrow(),
        ImageResources.iptc(after).orElseThrow());
    assertTrue(after.length < Samples.imageResources().length - 31);
  }

  @Test
  void changesOnlyTheNumberInTheXmp() {
    String attribute = Samples.XMP.replace("tiff:Orientation=\"1\"", "tiff:Orientation = '6'");
    assertEquals(attribute.replace("'6'", "'1'"), uprightXmp(attribute));
    String element =
        Samples.XMP
            .replace("tiff:Orientation=\"1\"", "")
            .replace("/>\n ", "><tiff:Orientation>\n8 </tiff:Orientation></rdf:Description>\n ");
    assertTrue(element.contains("8 </tiff"));
    assertEquals(element.replace("8 <", "1 <"), uprightXmp(element));
    String prefix = attribute.replace("tiff:Orientation", "t:Orientation");
    prefix = prefix.replace("xmlns:tiff", "xmlns:t");
    assertEquals(prefix.replace("'6'", "'1'"), uprightXmp(prefix));
    String other = attribute.replace("ns.adobe.com/tiff", "example.org/tiff");
    assertEquals(other, uprightXmp(other));
  }

  @Test
  void turnsTheSizesInTheXmp() {
    String xmp =
        Samples.XMP.replace(
            "tiff:Orientation=\"1\"",
            "xmlns:exif=\"http://ns.adobe.com/exif/1.0/\" tiff:Orientation=\"6\""
                + " exif:PixelXDimension=\"640\" exif:PixelYDimension=\"1480\"");
    MetadataBuilder metadata = new MetadataBuilder();
    metadata.exif = Optional.of(ExifSample.block(ByteOrder.BIG_ENDIAN, 6));
    metadata.xmp = Optional.of(xmp.getBytes(StandardCharsets.UTF_8));
    String upright =
        new String(metadata.build().upright(WRITER).xmp().orElseThrow(), StandardCharsets.UTF_8);
    assertTrue(upright.contains("PixelXDimension=\"1480\" exif:PixelYDimension=\"640\""), upright);
  }

  @Test
  void theOrientationOfXmpAloneTurnsNothing() {
    MetadataBuilder metadata = new MetadataBuilder();
    String turned = Samples.XMP.replace("tiff:Orientation=\"1\"", "tiff:Orientation=\"6\"");
    metadata.xmp = Optional.of(turned.getBytes(StandardCharsets.UTF_8));
    assertEquals(1, metadata.build().orientation());
  }

  @Test
  void onlyColourIsLeftOfStrippedMetadata() {
    PhotoMetadata stripped = Samples.everything().build().onlyIccProfile();
    assertArrayEquals(Samples.SRGB, stripped.icc().orElseThrow());
    assertEquals(List.of("gAMA"), stripped.pngChunks().stream().map(PngChunk::type).toList());
    assertTrue(stripped.exif().isEmpty() && stripped.xmp().isEmpty() && stripped.iptc().isEmpty());
    assertTrue(stripped.comments().isEmpty() && stripped.texts().isEmpty());
    PhotoMetadata converted = Samples.everything().build().withoutIcc();
    assertFalse(converted.icc().isPresent());
    assertTrue(converted.pngChunks().stream().noneMatch(PngChunk::isColour));
    assertTrue(converted.exif().isPresent());
  }

  private static PhotoMetadata exif(byte[] block) {
    MetadataBuilder metadata = new MetadataBuilder();
    metadata.exif = Optional.of(block);
    return metadata.build();
  }

  private static String uprightXmp(String packet) {
    byte[] upright = XmpPacket.upright(packet.getBytes(StandardCharsets.UTF_8), false);
    return new String(upright, StandardCharsets.UTF_8);
  }
}
