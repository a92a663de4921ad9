package io.gpen.image.jpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.xmp.XmpDirectory;
import io.gpen.image.io.PhotoReader;
import io.gpen.image.io.PhotoWriter;
import io.gpen.image.metadata.Comment;
import io.gpen.image.metadata.EmbeddedMetadata;
import io.gpen.image.metadata.ExifSample;
import io.gpen.image.metadata.ImageResources;
import io.gpen.image.metadata.MetadataBuilder;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.Samples;
import io.gpen.image.metadata.TiffField;
import io.gpen.image.metadata.TiffTags;
import io.gpen.image.metadata.TiffTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JpegMetadataTest {

  @Test
  void segmentsStandInTheCustomaryOrderAndOnce() {
    byte[] once = embed(Samples.everything()).bytes();
    byte[] twice = PhotoWriter.embed(once, PhotoReader.metadata(once)).bytes();
    assertArrayEquals(once, twice);
    List<Integer> markers =
        JpegFile.of(once).header().stream()
            .map(JpegSegment::marker)
            .filter(m -> m >= JpegSegment.APP0)
            .toList();
    assertEquals(List.of(0xE0, 0xE1, 0xE1, 0xED, 0xE2, 0xFE, 0xFE, 0xFE), markers);
  }

  @Test
  void aLongProfileGoesIntoSeveralSegments() {
    byte[] profile = Arrays.copyOf(Samples.SRGB, 200_000);
    ByteBuffer.wrap(profile).putInt(0, profile.length);
    MetadataBuilder metadata = new MetadataBuilder();
    metadata.icc = Optional.of(profile);
    byte[] file = embed(metadata).bytes();
    assertEquals(4, count(file, JpegSegment.APP2));
    assertArrayEquals(profile, PhotoReader.metadata(file).icc().orElseThrow());
  }

  @Test
  void aProfileWithAMissingPieceIsNamed() {
    byte[] profile = Arrays.copyOf(Samples.SRGB, 100_000);
    MetadataBuilder metadata = new MetadataBuilder();
    metadata.icc = Optional.of(profile);
    byte[] file = embed(metadata).bytes();
    int second = lastIndexOf(file, JpegMetadataReader.ICC);
    file[second] = 'X';
    PhotoMetadata back = PhotoReader.metadata(file);
    assertTrue(back.icc().isEmpty());
    assertEquals(List.of("The ICC profile is incomplete and was left out."), back.warnings());
  }

  @Test
  void longImageResourcesGoIntoSeveralSegments() {
    byte[] record = new byte[150_000];
    new Random(1).nextBytes(record);
    byte[] resources = ImageResources.withIptc(new byte[0], record);
    MetadataBuilder metadata = new MetadataBuilder();
    metadata.iptc = Optional.of(resources);
    byte[] file = embed(metadata).bytes();
    assertEquals(3, count(file, JpegSegment.APP13));
    assertArrayEquals(resources, PhotoReader.metadata(file).iptc().orElseThrow());
  }

  @Test
  void aLongPacketIsWrittenAsExtendedXmpThatAnotherReaderFinds() throws Exception {
    String label = "0123456789".repeat(20_000);
    MetadataBuilder metadata = new MetadataBuilder();
    metadata.xmp =
        Optional.of(Samples.XMP.replace("Gr\u00fcn", label).getBytes(StandardCharsets.UTF_8));
    EmbeddedMetadata embedded = embed(metadata);
    assertEquals(List.of(), embedded.warnings());
    var found = ImageMetadataReader.readMetadata(new ByteArrayInputStream(embedded.bytes()));
    assertTrue(
        found.getDirectoriesOfType(XmpDirectory.class).stream()
            .anyMatch(d -> label.equals(d.getXmpProperties().get("xmp:Label"))));
    assertExtensionIsKept(embedded.bytes(), label);
  }

  private static void assertExtensionIsKept(byte[] file, String label) {
    PhotoMetadata back = PhotoReader.metadata(file);
    assertEquals(List.of(), back.warnings());
    byte[] again = PhotoWriter.embed(Samples.picture(".jpg"), back).bytes();
    assertArrayEquals(
        back.extendedXmp().orElseThrow(), PhotoReader.metadata(again).extendedXmp().orElseThrow());
    byte[] png = PhotoWriter.embed(Samples.picture(".png"), back).bytes();
    byte[] whole = PhotoReader.metadata(png).xmp().orElseThrow();
    String text = new String(whole, StandardCharsets.UTF_8);
    assertTrue(text.contains("Label=\"" + label + "\"") && !text.contains("HasExtendedXMP"));
  }

  @Test
  void anOrientationInExtendedXmpIsSetToOne() {
    String label = "0123456789".repeat(20_000);
    String turned = Samples.XMP.replace("Orientation=\"1\"", "Orientation=\"6\"");
    MetadataBuilder metadata = new MetadataBuilder();
    metadata.xmp = Optional.of(turned.replace("Gr\u00fcn", label).getBytes(StandardCharsets.UTF_8));
    PhotoMetadata back = PhotoReader.metadata(embed(metadata).bytes());
    assertTrue(back.extendedXmp().isPresent());
    byte[] upright = PhotoWriter.embed(Samples.picture(".jpg"), back.upright("gpen 0.1")).bytes();
    byte[] extension = PhotoReader.metadata(upright).extendedXmp().orElseThrow();
    String text = new String(extension, StandardCharsets.UTF_8);
    assertTrue(text.contains("tiff:Orientation=\"1\"") && text.contains(label));
  }

  @Test
  void anIncompleteExtensionIsNamed() {
    MetadataBuilder metadata = new MetadataBuilder();
    String label = "0123456789".repeat(20_000);
    metadata.xmp =
        Optional.of(Samples.XMP.replace("Gr\u00fcn", label).getBytes(StandardCharsets.UTF_8));
    byte[] file = embed(metadata).bytes();
    file[lastIndexOf(file, JpegMetadataReader.EXTENDED_XMP)] = 'X';
    List<String> warnings = PhotoReader.metadata(file).warnings();
    assertEquals(List.of("The extended XMP is incomplete and was left out."), warnings);
  }

  @Test
  void ofAnExifBlockThatIsTooLongOnlyTheLargestFieldIsLeftOut() {
    ByteOrder order = ByteOrder.BIG_ENDIAN;
    TiffField note =
        new TiffField(TiffTags.MAKER_NOTE, TiffField.UNDEFINED, new byte[70_000], order);
    TiffField date = TiffField.ascii(ExifSample.DATE_TAKEN, ExifSample.DATE, order);
    TiffTree tree = new TiffTree(List.of(), List.of(date, note), List.of(), List.of());
    MetadataBuilder metadata = new MetadataBuilder();
    metadata.exif = Optional.of(tree.toBlock(order));
    EmbeddedMetadata embedded = embed(metadata);
    assertEquals(
        List.of("The EXIF maker note is too long for JPEG and was left out."), embedded.warnings());
    byte[] block = PhotoReader.metadata(embedded.bytes()).exif().orElseThrow();
    assertEquals(ExifSample.DATE, ExifSample.text(ExifSample.field(block, ExifSample.DATE_TAKEN)));
  }

  @Test
  void unknownSegmentsAreNamedWhenTheyAreLeftOut() {
    byte[] picture = Samples.picture(".jpg");
    byte[] segment = "\u00ff\u00eb\0\u000cJUMBFdata\0".getBytes(StandardCharsets.ISO_8859_1);
    byte[] file = new byte[picture.length + 14];
    System.arraycopy(picture, 0, file, 0, 2);
    System.arraycopy(segment, 0, file, 2, 14);
    System.arraycopy(picture, 2, file, 16, picture.length - 2);
    PhotoMetadata metadata = PhotoReader.metadata(file);
    assertEquals(
        List.of("The JPEG segment APP11 (JUMBFdata) is not supported and was left out."),
        PhotoWriter.embed(picture, metadata).warnings());
  }

  /** What stands between the segments, and whether it is more than padding. */
  static Stream<Arguments> fillers() {
    return Stream.of(
        Arguments.of("", false),
        Arguments.of("\u00ff\u00ff\u00ff", false),
        Arguments.of("\0\0\0\0", false),
        Arguments.of("\u00ff\1", false),
        Arguments.of("\u00ff\u00d3", false),
        Arguments.of("\u00ff\0", false),
        Arguments.of("ab", true),
        Arguments.of("\0abc", true),
        // A segment whose length is too small.
        Arguments.of("\u00ff\u00e5\0\4short by far", true));
  }

  @ParameterizedTest
  @MethodSource("fillers")
  void whatStandsBetweenSegmentsHidesNoMetadata(String filler, boolean stray) throws Exception {
    byte[] file = PhotoWriter.embed(Samples.picture(".jpg"), Samples.turned(6, false)).bytes();
    PhotoMetadata expected = PhotoReader.metadata(file);
    byte[] filled = filled(file, filler.getBytes(StandardCharsets.ISO_8859_1));
    PhotoMetadata found = PhotoReader.metadata(filled);
    assertEquals(6, found.orientation());
    assertArrayEquals(expected.exif().orElseThrow(), found.exif().orElseThrow());
    assertArrayEquals(expected.xmp().orElseThrow(), found.xmp().orElseThrow());
    assertArrayEquals(expected.iptc().orElseThrow(), found.iptc().orElseThrow());
    assertArrayEquals(expected.icc().orElseThrow(), found.icc().orElseThrow());
    assertEquals(expected.comments(), found.comments());
    List<String> warnings = found.warnings();
    assertEquals(stray ? 1 : 0, warnings.size(), warnings::toString);
    assertTrue(!stray || warnings.get(0).contains("belong to no segment"), warnings::toString);
    PhotoReader.read(filled, 1 << 20).close();
    assertExiftoolFindsThemToo(file, filled);
  }

  /** No segment has a marker below 0xc0; what follows is no length to be skipped. */
  @Test
  void aMarkerThatDoesNotExistHidesNoMetadata() {
    byte[] file = PhotoWriter.embed(Samples.picture(".jpg"), Samples.turned(6, false)).bytes();
    byte[] filled = filled(file, "a\u00ffabc".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(6, PhotoReader.metadata(filled).orientation());
    assertTrue(PhotoReader.metadata(filled).icc().isPresent());
    PhotoReader.read(filled, 1 << 20).close();
  }

  private static byte[] filled(byte[] file, byte[] filler) {
    JpegFile jpeg = JpegFile.of(file);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(file, 0, 2);
    for (JpegSegment segment : jpeg.header()) {
      segment.writeTo(out);
      out.writeBytes(filler);
    }
    int scans = jpeg.firstScan().orElseThrow().start();
    out.write(file, scans, file.length - scans);
    return out.toByteArray();
  }

  /** Where exiftool is installed, it is asked whether a reader can be expected to find all that. */
  private static void assertExiftoolFindsThemToo(byte[] file, byte[] filled) throws Exception {
    Optional<String> expected = exiftool(file);
    if (expected.isPresent()) {
      assertTrue(expected.get().contains("ProfileDescription"), expected::get);
      assertEquals(expected, exiftool(filled));
    } else {
      System.out.println("exiftool is not installed: its reading of stray bytes is not compared");
    }
  }

  private static Optional<String> exiftool(byte[] file) throws Exception {
    Process process;
    try {
      process =
          new ProcessBuilder(
                  "exiftool",
                  "-s",
                  "-G1",
                  "-Orientation",
                  "-Caption-Abstract",
                  "-XMP:Label",
                  "-ProfileDescription",
                  "-Comment",
                  "-")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return Optional.empty();
    }
    try (OutputStream in = process.getOutputStream()) {
      in.write(file);
    }
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return Optional.of(text);
  }

  @Test
  void pngTextsBecomeComments() {
    byte[] file = embed(Samples.everything()).bytes();
    String comments =
        PhotoReader.metadata(file).comments().stream()
            .map(Comment::text)
            .collect(Collectors.joining("|"));
    assertEquals("Gro\u00dfmutter|Title: Am Meer|Author: \u5199\u771f", comments);
    assertEquals(1, count(file, JpegSegment.APP0));
  }

  private static EmbeddedMetadata embed(MetadataBuilder metadata) {
    return PhotoWriter.embed(Samples.picture(".jpg"), metadata.build());
  }

  private static long count(byte[] file, int marker) {
    return JpegFile.of(file).header().stream().filter(s -> s.marker() == marker).count();
  }

  private static int lastIndexOf(byte[] file, String text) {
    return new String(file, StandardCharsets.ISO_8859_1).lastIndexOf(text);
  }
}
