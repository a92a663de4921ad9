package io.gpen.image.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.image.PhotoException;
import io.gpen.image.metadata.EmbeddedMetadata;
import io.gpen.image.metadata.Embedding;
import io.gpen.image.metadata.ExifBlock;
import io.gpen.image.metadata.ExifRepair;
import io.gpen.image.metadata.ExifSample;
import io.gpen.image.metadata.MetadataBlockReader;
import io.gpen.image.metadata.MetadataBuilder;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.Samples;
import io.gpen.image.metadata.TiffStructure;
import io.gpen.image.metadata.TiffTags;
import io.gpen.image.metadata.XmpPacket;
import io.gpen.image.png.Inflation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only sound blocks pass, and no file whatever makes the reader fail. */
class MetadataDamageTest {

  private static final int FLIPS = 400;
  private static final List<byte[]> PICTURES =
      Samples.extensions().stream().map(Samples::picture).toList();

  @ParameterizedTest
  @ValueSource(strings = {".jpg", ".png", ".webp", ".bmp", ".tif"})
  void flippedBytesNeverFailAndWhatWasReadCanBeEmbedded(String extension) {
    byte[] file = full(extension);
    Random random = new Random(20_240_501);
    for (int i = 0; i < FLIPS; i++) {
      byte[] damaged = file.clone();
      int count = 1 + random.nextInt(8);
      for (int flip = 0; flip < count; flip++) {
        // Half of them near the start, where the structure is.
        int range = random.nextBoolean() ? Math.min(700, file.length) : file.length;
        damaged[random.nextInt(range)] = (byte) random.nextInt(256);
      }
      assertCanBeEmbedded(damaged, i);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".jpg", ".png", ".webp", ".bmp", ".tif"})
  void truncatedFilesNeverFailAndWhatWasReadCanBeEmbedded(String extension) {
    byte[] file = full(extension);
    for (int length = 0; length < file.length; length += length < 700 ? 7 : 97) {
      assertCanBeEmbedded(Arrays.copyOf(file, length), length);
    }
  }

  /** Each damaged file is put into one of the formats, in turn. */
  private static void assertCanBeEmbedded(byte[] damaged, int turn) {
    PhotoMetadata metadata;
    try {
      metadata = PhotoReader.metadata(damaged).upright("gpen 0.1");
    } catch (PhotoException e) {
      return; // So damaged that it is no picture at all.
    }
    byte[] picture = PICTURES.get(turn % PICTURES.size());
    EmbeddedMetadata embedded = PhotoWriter.embed(picture, metadata);
    PhotoMetadata back = PhotoReader.metadata(embedded.bytes());
    boolean lost = metadata.icc().isPresent() && back.icc().isEmpty();
    assertEquals(lost, embedded.warnings().stream().anyMatch(w -> w.contains("ICC profile")));
    List<String> warnings = new ArrayList<>(back.warnings());
    warnings.remove(Embedding.MOVED_MAKER_NOTE);
    assertEquals(List.of(), warnings);
    assertEquals(1, back.orientation());
    assertEquals(0, Samples.difference(picture, embedded.bytes()));
  }

  private static byte[] full(String extension) {
    MetadataBuilder all = Samples.everything();
    all.exif = Optional.of(ExifSample.block(ByteOrder.BIG_ENDIAN, 6));
    return PhotoWriter.embed(Samples.picture(extension), all.build()).bytes();
  }

  @Test
  void fieldsOutOfBoundsAreLeftOutAndNamed() {
    byte[] block = ExifSample.block(ByteOrder.BIG_ENDIAN, 6);
    TiffStructure structure = TiffStructure.of(block).orElseThrow();
    var exif = structure.first().orElseThrow().sub(TiffTags.EXIF_DIRECTORY).orElseThrow();
    int note = exif.entry(TiffTags.MAKER_NOTE).orElseThrow().position();
    ByteBuffer.wrap(block).putInt(note + 8, 1_000_000);
    List<String> warnings = new ArrayList<>();
    byte[] sound = ExifRepair.sound(block, warnings).orElseThrow();
    assertEquals(List.of("Damaged parts of the EXIF block were left out: maker note."), warnings);
    assertEquals(6, ExifBlock.orientation(sound));
    assertEquals(ExifSample.DATE, ExifSample.text(ExifSample.field(sound, ExifSample.DATE_TAKEN)));
  }

  @Test
  void directoriesThatPointToEachOtherEnd() {
    byte[] block = ExifSample.block(ByteOrder.LITTLE_ENDIAN, 6);
    var main = TiffStructure.of(block).orElseThrow().first().orElseThrow();
    ByteBuffer bytes = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(main.entry(TiffTags.EXIF_DIRECTORY).orElseThrow().position() + 8, 8);
    bytes.putInt(main.linkPosition().orElseThrow(), 8);
    List<String> warnings = new ArrayList<>();
    byte[] sound = ExifRepair.sound(block, warnings).orElseThrow();
    assertEquals(
        List.of("Damaged parts of the EXIF block were left out: EXIF directory, thumbnail."),
        warnings);
    assertEquals(6, ExifBlock.orientation(sound));
  }

  @Test
  void blocksThatAreNoneAreNamed() {
    MetadataBuilder metadata = new MetadataBuilder();
    MetadataBlockReader blocks = new MetadataBlockReader(metadata);
    blocks.exif("Exif\0\0nothing".getBytes(StandardCharsets.US_ASCII));
    blocks.xmp("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">".getBytes(StandardCharsets.US_ASCII));
    blocks.icc(new byte[500]);
    blocks.imageResources("8BIX".repeat(9).getBytes(StandardCharsets.US_ASCII));
    assertEquals(
        List.of(
            "The EXIF block is damaged and was left out.",
            "The XMP packet is damaged and was left out.",
            "The ICC profile is damaged and was left out.",
            "The IPTC block is damaged and was left out."),
        metadata.warnings);
    PhotoMetadata empty = metadata.build();
    assertTrue(
        Stream.of(empty.exif(), empty.xmp(), empty.icc(), empty.iptc())
            .allMatch(Optional::isEmpty));
  }

  @Test
  void xmpMayNotReferToAnythingOutside() {
    String hostile =
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
            + Samples.XMP.replace("Gr\u00fcn", "&e;").substring(Samples.XMP.indexOf("<x:"));
    assertTrue(!XmpPacket.isSound(hostile.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aCompressedBombIsLeftOut() {
    byte[] bomb = Inflation.compress(new byte[200 << 20]);
    assertTrue(new Inflation().decompress(bomb, 0).isEmpty());
  }

  @Test
  void whatIsNoPhotoIsRefused() {
    for (String text : List.of("", "B", "BM", "II", "II*\0", "RIFF\0\0\0\0WEBP", "no picture")) {
      byte[] file = text.getBytes(StandardCharsets.ISO_8859_1);
      assertThrows(PhotoException.class, () -> PhotoReader.metadata(file), text);
    }
  }
}
