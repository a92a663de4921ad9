package io.gpen.image.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.image.metadata.PhotoMetadata.Resolution;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An enlarged photo says so everywhere, and is as large in print as before. */
class EnlargedMetadataTest {

  private static PhotoMetadata enlarged(MetadataBuilder metadata, int factor) {
    return metadata.build().enlarged(factor);
  }

  @Test
  void sizesAndResolutionOfExifAreMultiplied() {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      MetadataBuilder metadata = new MetadataBuilder();
      metadata.exif = Optional.of(ExifSample.block(order, 6));
      byte[] block = enlarged(metadata, 4).exif().orElseThrow();
      assertEquals(2560, ExifSample.field(block, TiffTags.PIXEL_X_DIMENSION).integer());
      assertEquals(1920, ExifSample.field(block, TiffTags.PIXEL_Y_DIMENSION).integer());
      assertEquals(1200, ExifSample.field(block, TiffTags.X_RESOLUTION).rational());
      assertEquals(1200, ExifSample.field(block, TiffTags.Y_RESOLUTION).rational());
      assertEquals(6, ExifBlock.orientation(block));
      assertTrue(ExifSample.makerNoteIsInPlace(block));
    }
  }

  /** Two bytes hold no more than 65535. */
  @Test
  void aWidthOfTwoBytesGrowsBeyondThem() {
    List<TiffField> exif =
        List.of(
            TiffField.numbers(
                TiffTags.PIXEL_X_DIMENSION, TiffField.SHORT, ByteOrder.BIG_ENDIAN, 40000));
    MetadataBuilder metadata = new MetadataBuilder();
    metadata.exif =
        Optional.of(
            new TiffTree(List.of(), exif, List.of(), List.of()).toBlock(ByteOrder.BIG_ENDIAN));
    byte[] block = enlarged(metadata, 4).exif().orElseThrow();
    assertEquals(160000, ExifSample.field(block, TiffTags.PIXEL_X_DIMENSION).integer());
  }

  @Test
  void theResolutionOfTheContainerIsMultiplied() {
    MetadataBuilder metadata = new MetadataBuilder();
    metadata.resolution = Optional.of(new Resolution(300, 150));
    assertEquals(Optional.of(new Resolution(600, 300)), enlarged(metadata, 2).resolution());
  }

  @Test
  void xmpIsMultipliedWhereItStands() {
    String packet =
        """
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
         xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
         xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
         tiff:ImageWidth="640" tiff:XResolution="3000000/10000" tiff:Orientation="1">
         <exif:PixelYDimension>480</exif:PixelYDimension><tiff:YResolution>72/1</tiff:YResolution>
        </rdf:Description></rdf:RDF></x:xmpmeta>\
        """;
    MetadataBuilder metadata = new MetadataBuilder();
    metadata.xmp = Optional.of(packet.getBytes(StandardCharsets.UTF_8));
    String expected =
        packet
            .replace("\"640\"", "\"1920\"")
            .replace("3000000/", "9000000/")
            .replace(">480<", ">1440<")
            .replace(">72/1<", ">216/1<");
    assertEquals(
        expected, new String(enlarged(metadata, 3).xmp().orElseThrow(), StandardCharsets.UTF_8));
  }

  /** ResolutionInfo holds pixels per inch with 16 bits of fraction at 0 and 8. */
  @Test
  void theResolutionOfPhotoshopIsMultiplied() {
    byte[] resources = resource(0x03ED, 300 << 16, 1 << 16 | 2, 150 << 16, 1 << 16 | 2);
    MetadataBuilder metadata = new MetadataBuilder();
    metadata.iptc = Optional.of(resources);
    assertArrayEquals(
        resource(0x03ED, 600 << 16, 1 << 16 | 2, 300 << 16, 1 << 16 | 2),
        enlarged(metadata, 2).iptc().orElseThrow());
  }

  private static byte[] resource(int id, int... values) {
    ByteBuffer block = ByteBuffer.allocate(12 + 4 * values.length);
    block.put("8BIM".getBytes(StandardCharsets.US_ASCII)).putShort((short) id).putShort((short) 0);
    block.putInt(4 * values.length);
    for (int value : values) {
      block.putInt(value);
    }
    return block.array();
  }
}
