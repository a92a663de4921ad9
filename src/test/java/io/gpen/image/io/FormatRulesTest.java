package io.gpen.image.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.image.PhotoException;
import io.gpen.image.metadata.EmbeddedMetadata;
import io.gpen.image.metadata.Embedding;
import io.gpen.image.metadata.ExifBlock;
import io.gpen.image.metadata.ExifSample;
import io.gpen.image.metadata.MetadataBuilder;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.PhotoMetadata.Resolution;
import io.gpen.image.metadata.PhotoMetadata.TextEntry;
import io.gpen.image.metadata.PngChunk;
import io.gpen.image.metadata.Samples;
import io.gpen.image.metadata.TiffField;
import io.gpen.image.metadata.TiffStructure;
import io.gpen.image.metadata.TiffTags;
import io.gpen.image.metadata.TiffTree;
import io.gpen.image.png.RawProfiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.CvType;
import org.opencv.imgcodecs.Imgcodecs;

/** What the formats other than JPEG ask for. */
class FormatRulesTest {

  private static final int IMAGE_WIDTH = 0x0100;
  private static final int IMAGE_LENGTH = 0x0101;

  @Test
  void rawProfilesOfImageMagickAreUnderstood() {
    MetadataBuilder metadata = new MetadataBuilder();
    byte[] exif = ExifSample.block(ByteOrder.BIG_ENDIAN, 6);
    byte[] header = {'E', 'x', 'i', 'f', 0, 0};
    byte[] app1 = ByteBuffer.allocate(exif.length + 6).put(header).put(exif).array();
    metadata.texts.add(RawProfiles.write("exif", app1));
    metadata.texts.add(RawProfiles.write("xmp", Samples.XMP.getBytes(StandardCharsets.UTF_8)));
    // ExifTool's heading has a space in it.
    String icc = RawProfiles.write("icc", Samples.SRGB).text().replace("icc", "ICC profile");
    metadata.texts.add(new TextEntry("Raw profile type icc", icc));
    metadata.texts.add(new TextEntry("Raw profile type iptc", "\niptc\n      4\n1c02\n"));
    PhotoMetadata back = PhotoReader.metadata(embed(".png", metadata));
    assertArrayEquals(exif, back.exif().orElseThrow());
    assertTrue(back.xmp().isPresent());
    assertArrayEquals(Samples.SRGB, back.icc().orElseThrow());
    assertEquals(List.of(), back.texts());
    assertEquals(
        List.of("The PNG text \"Raw profile type iptc\" is damaged and was left out."),
        back.warnings());
  }

  @Test
  void tiffMetadataAreThoseOfThePictureNotOfASmallCopyBeforeIt() {
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    byte[] copy =
        TiffTree.directory(
            List.of(
                TiffField.numbers(TiffTags.NEW_SUBFILE_TYPE, TiffField.LONG, order, 1),
                TiffField.ascii(TiffTags.SOFTWARE, "thumbnailer", order)),
            order,
            TiffStructure.HEADER);
    int at = TiffStructure.HEADER + copy.length;
    byte[] picture =
        TiffTree.directory(
            List.of(
                TiffField.numbers(IMAGE_WIDTH, TiffField.SHORT, order, 1),
                TiffField.numbers(IMAGE_LENGTH, TiffField.SHORT, order, 1),
                TiffField.numbers(TiffTags.ORIENTATION, TiffField.SHORT, order, 6)),
            order,
            at);
    ByteBuffer file = ByteBuffer.allocate(at + picture.length).order(order);
    file.put(TiffTree.header(order, TiffStructure.HEADER)).put(copy).put(picture);
    file.putInt(TiffStructure.HEADER + 2 + 2 * TiffStructure.ENTRY, at);
    assertEquals(6, PhotoReader.metadata(file.array()).orientation());
  }

  @Test
  void rawProfilesHaveTheSameDigitsInEveryCountry() {
    Locale usual = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      byte[] block = {0x1c, 2, 3};
      assertArrayEquals(block, RawProfiles.read(RawProfiles.write("iptc", block)).orElseThrow());
    } finally {
      Locale.setDefault(usual);
    }
  }

  @Test
  void aLongTextThatIsNoRawProfileDoesNotHoldUpTheRun() {
    TextEntry blanks = new TextEntry("Raw profile type iptc", "\n ".repeat(2_000_000));
    // Backtracking would take hours; the limit only keeps the suite from waiting for them.
    Optional<byte[]> read =
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> RawProfiles.read(blanks));
    assertEquals(Optional.empty(), read);
  }

  @ParameterizedTest
  @CsvSource({"3,90,false", "3,101,false", "4,90,true", "4,101,true"})
  void webpStatesCanvasAlphaAndContents(int channels, int quality, boolean alpha) {
    byte[] picture =
        Samples.picture(".webp", CvType.CV_8UC(channels), Imgcodecs.IMWRITE_WEBP_QUALITY, quality);
    EmbeddedMetadata embedded = PhotoWriter.embed(picture, Samples.everything().build());
    byte[] features = Arrays.copyOfRange(embedded.bytes(), 20, 30);
    assertEquals("VP8X", new String(embedded.bytes(), 12, 4, StandardCharsets.US_ASCII));
    assertEquals(0x20 | 0x08 | 0x04 | (alpha ? 0x10 : 0), features[0]);
    assertArrayEquals(new byte[] {52, 0, 0, 36, 0, 0}, Arrays.copyOfRange(features, 4, 10));
    int size = ByteBuffer.wrap(embedded.bytes()).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
    assertEquals(embedded.bytes().length - 8, size);
    assertEquals(0, size % 2);
  }

  @Test
  void webpStatesTheResolutionInExif() {
    MetadataBuilder metadata = new MetadataBuilder();
    metadata.resolution = Optional.of(new Resolution(254, 127));
    metadata.exif = Optional.of(ExifBlock.naming("gpen 0.1"));
    PhotoMetadata back = PhotoReader.metadata(embed(".webp", metadata));
    assertEquals(
        Optional.of(new Resolution(254, 127)), ExifBlock.resolution(back.exif().orElseThrow()));
  }

  /** Without a unit the inch is meant (TIFF 6.0, page 38; EXIF 2.32, 4.6.4). */
  @Test
  void tiffDoesNotJoinAResolutionOfExifWithTheUnitOfAnother() {
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    List<TiffField> exif =
        List.of(
            TiffField.numbers(TiffTags.X_RESOLUTION, TiffField.RATIONAL, order, 300, 1),
            TiffField.numbers(TiffTags.Y_RESOLUTION, TiffField.RATIONAL, order, 300, 1));
    MetadataBuilder metadata = new MetadataBuilder();
    metadata.exif = Optional.of(new TiffTree(exif, List.of(), List.of(), List.of()).toBlock(order));
    metadata.resolution = Optional.of(new Resolution(118 * 2.54, 118 * 2.54));
    PhotoMetadata back = PhotoReader.metadata(embed(".tif", metadata));
    assertEquals(Optional.of(new Resolution(300, 300)), back.resolution());
  }

  @Test
  void twoResolutionsThatDifferAreNamedWhereOneHasRoom() {
    MetadataBuilder metadata = Samples.everything();
    metadata.resolution = Optional.of(new Resolution(72, 72));
    for (String extension : List.of(".webp", ".tif")) {
      EmbeddedMetadata embedded = PhotoWriter.embed(Samples.picture(extension), metadata.build());
      assertTrue(
          embedded.warnings().stream().anyMatch(w -> w.contains("second resolution")), extension);
    }
  }

  @ParameterizedTest
  @CsvSource({"300,300", "72,144", "118.11,118.11", "299.9994,299.9994", "0.254,0.254"})
  void resolutionsKeepTheirValueInEachUnit(double x, double y) {
    MetadataBuilder metadata = new MetadataBuilder();
    metadata.resolution = Optional.of(new Resolution(x, y));
    for (String extension : List.of(".jpg", ".png", ".bmp", ".tif")) {
      EmbeddedMetadata embedded = PhotoWriter.embed(Samples.picture(extension), metadata.build());
      Optional<Resolution> back = PhotoReader.metadata(embedded.bytes()).resolution();
      if (embedded.warnings().isEmpty()) {
        assertEquals(x, back.orElseThrow().x(), extension.equals(".jpg") ? 0.5 : 0.013, extension);
        assertEquals(y, back.orElseThrow().y(), extension.equals(".jpg") ? 0.5 : 0.013, extension);
      } else {
        assertTrue(extension.equals(".jpg") && x < 0.5, extension);
      }
    }
  }

  @Test
  void bmpTakesTheResolutionOfExif() {
    MetadataBuilder metadata = Samples.everything();
    metadata.resolution = Optional.empty();
    Resolution back = PhotoReader.metadata(embed(".bmp", metadata)).resolution().orElseThrow();
    assertEquals(300, back.x(), 0.013);
  }

  @Test
  void aGreyBmpWithItsPaletteTakesAProfileForColour() {
    byte[] picture = Samples.picture(".bmp", CvType.CV_8UC1);
    MetadataBuilder metadata = new MetadataBuilder();
    metadata.icc = Optional.of(Samples.SRGB);
    byte[] file = PhotoWriter.embed(picture, metadata.build()).bytes();
    assertArrayEquals(Samples.SRGB, PhotoReader.metadata(file).icc().orElseThrow());
    assertEquals(0, Samples.difference(picture, file));
  }

  @Test
  void colourThatOnlyPngCanStateIsNamedUnlessItIsTheStandard() {
    MetadataBuilder metadata = new MetadataBuilder();
    metadata.pngChunks.add(new PngChunk("gAMA", new byte[] {0, 1, (byte) 0x86, (byte) 0xA0}));
    byte[] picture = Samples.picture(".jpg");
    assertEquals(
        List.of("The PNG chunk gAMA cannot be stored in JPEG and was left out."),
        PhotoWriter.embed(picture, metadata.build()).warnings());
    metadata.pngChunks.add(new PngChunk("sRGB", new byte[1]));
    assertEquals(List.of(), PhotoWriter.embed(picture, metadata.build()).warnings());
  }

  @Test
  void makerNotesOfAJpegKeepTheirPlaceInTiffOfEightBits() {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      MetadataBuilder metadata = new MetadataBuilder();
      metadata.exif = Optional.of(ExifSample.block(order, 1));
      byte[] file = embed(".tif", metadata);
      assertTrue(ExifSample.makerNoteIsInPlace(file));
      assertEquals(order, TiffStructure.of(file).orElseThrow().order());
    }
  }

  @Test
  void makerNotesThatHadToMoveAreNamed() {
    MetadataBuilder metadata = new MetadataBuilder();
    metadata.exif = Optional.of(ExifSample.block(ByteOrder.BIG_ENDIAN, 1));
    byte[] picture = Samples.picture(".tif", CvType.CV_16UC3);
    EmbeddedMetadata embedded = PhotoWriter.embed(picture, metadata.build());
    assertEquals(List.of(Embedding.MOVED_MAKER_NOTE), embedded.warnings());
    assertEquals(0, Samples.difference(picture, embedded.bytes()));
  }

  @Test
  void theFieldsOfATiffBecomeAnExifBlock() {
    byte[] tiff = embed(".tif", Samples.everything());
    PhotoMetadata fromTiff = PhotoReader.metadata(tiff);
    byte[] jpeg = PhotoWriter.embed(Samples.picture(".jpg"), fromTiff).bytes();
    byte[] block = PhotoReader.metadata(jpeg).exif().orElseThrow();
    assertEquals(ExifSample.DATE, ExifSample.text(ExifSample.field(block, ExifSample.DATE_TAKEN)));
    assertEquals("Voigt", ExifSample.text(ExifSample.field(block, 0x010F)));
    TiffTree tree = TiffStructure.of(block).flatMap(TiffTree::of).orElseThrow();
    assertEquals(4, tree.gps().size());
    assertTrue(tree.main().stream().noneMatch(f -> TiffTags.isStructural(f.tag())));
  }

  @Test
  void whatIsNoSoundPictureIsRefused() {
    for (String extension : List.of(".jpg", ".png", ".webp", ".bmp", ".tif")) {
      byte[] start = Arrays.copyOf(Samples.picture(extension), 20);
      assertThrows(
          RuntimeException.class,
          () -> PhotoWriter.embed(start, Samples.everything().build()),
          extension);
    }
    assertThrows(PhotoException.class, () -> PhotoWriter.embed(new byte[30], PhotoMetadata.NONE));
  }

  private static byte[] embed(String extension, MetadataBuilder metadata) {
    return PhotoWriter.embed(Samples.picture(extension), metadata.build()).bytes();
  }
}
