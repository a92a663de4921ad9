package io.gpen.image.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.image.PhotoFormat;
import io.gpen.image.metadata.EmbeddedMetadata;
import io.gpen.image.metadata.Embedding;
import io.gpen.image.metadata.MetadataBuilder;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.PhotoMetadata.TextEntry;
import io.gpen.image.metadata.SaidMetadata;
import io.gpen.image.metadata.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opencv.core.CvType;
import org.opencv.imgcodecs.Imgcodecs;

/** Every kind of metadata comes back equal from every format, or its loss is named. */
class RoundTripTest {

  /** What a loss of each kind is called in a warning. */
  private static final Map<String, String> NAMES =
      Map.of(
          "exif", "EXIF",
          "xmp", "XMP",
          "iptc", "IPTC",
          "icc", "ICC",
          "comments", "comment",
          "texts", "text \"Title\"",
          "resolution", "resolution",
          "pngChunks", "PNG chunk tIME");

  @TestFactory
  List<DynamicTest> eachKindComesBackFromEachFormatOrIsNamed() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String extension : Samples.extensions()) {
      NAMES
          .keySet()
          .forEach(
              kind ->
                  tests.add(
                      DynamicTest.dynamicTest(
                          kind + " in " + extension, () -> comesBack(kind, extension))));
    }
    return tests;
  }

  private static void comesBack(String kind, String extension) {
    byte[] picture = Samples.picture(extension);
    PhotoMetadata metadata = only(kind);
    EmbeddedMetadata embedded = PhotoWriter.embed(picture, metadata);
    PhotoMetadata back = PhotoReader.metadata(embedded.bytes());
    assertEquals(0, Samples.difference(picture, embedded.bytes()), "pixels");
    List<String> moved =
        extension.equals(".tif") && kind.equals("exif")
            ? List.of(Embedding.MOVED_MAKER_NOTE)
            : List.of();
    assertEquals(moved, back.warnings());
    assertEquals(List.of(), back.uncarried());
    boolean warned = embedded.warnings().stream().anyMatch(w -> w.contains(NAMES.get(kind)));
    if (extension.equals(".png") && kind.equals("comments")) {
      assertEquals(List.of(new TextEntry("Comment", "Gro\u00dfmutter")), back.texts());
    } else if (carried(extension).contains(kind)) {
      assertEquals(values(metadata, kind), values(back, kind));
      assertEquals(List.of(), embedded.warnings());
    } else {
      assertTrue(warned, () -> kind + " was lost in silence: " + embedded.warnings());
    }
  }

  @Test
  void allKindsTogetherComeBackFromEachDepthAndLayout() {
    Map<String, byte[]> pictures = new LinkedHashMap<>();
    for (int type : new int[] {CvType.CV_8UC3, CvType.CV_8UC4, CvType.CV_16UC3, CvType.CV_16UC1}) {
      pictures.put(".png " + type, Samples.picture(".png", type));
      pictures.put(".tif " + type, Samples.picture(".tif", type));
    }
    pictures.put(
        ".webp lossless alpha",
        Samples.picture(".webp", CvType.CV_8UC4, Imgcodecs.IMWRITE_WEBP_QUALITY, 101));
    pictures.put(
        ".webp lossless",
        Samples.picture(".webp", CvType.CV_8UC3, Imgcodecs.IMWRITE_WEBP_QUALITY, 101));
    pictures.put(
        ".webp lossy alpha",
        Samples.picture(".webp", CvType.CV_8UC4, Imgcodecs.IMWRITE_WEBP_QUALITY, 90));
    pictures.put(".bmp alpha", Samples.picture(".bmp", CvType.CV_8UC4));
    pictures.put(".jpg grey", Samples.picture(".jpg", CvType.CV_8UC1));
    pictures.forEach(
        (name, picture) -> {
          MetadataBuilder all = Samples.everything();
          all.texts.clear();
          all.comments.removeIf(c -> name.startsWith(".png"));
          boolean grey = name.endsWith(" " + CvType.CV_16UC1);
          all.icc = Optional.of(grey ? Samples.GREY : Samples.SRGB);
          EmbeddedMetadata embedded = PhotoWriter.embed(picture, all.build());
          PhotoMetadata back = PhotoReader.metadata(embedded.bytes());
          assertEquals(0, Samples.difference(picture, embedded.bytes()), name);
          for (String kind : carried(name.substring(0, name.indexOf(' ')))) {
            assertEquals(values(all.build(), kind), values(back, kind), name + ": " + kind);
          }
        });
  }

  @Test
  void aFileWithoutMetadataIsNotTouched() {
    for (String extension : Samples.extensions()) {
      byte[] picture = Samples.picture(extension);
      EmbeddedMetadata embedded = PhotoWriter.embed(picture, PhotoMetadata.NONE);
      assertEquals(List.of(), embedded.warnings());
      assertArrayEquals(picture, embedded.bytes(), extension);
    }
  }

  private static PhotoMetadata only(String kind) {
    MetadataBuilder all = Samples.everything();
    Map<String, Consumer<MetadataBuilder>> removals =
        Map.of(
            "exif", m -> m.exif = Optional.empty(),
            "xmp", m -> m.xmp = Optional.empty(),
            "iptc", m -> m.iptc = Optional.empty(),
            "icc", m -> m.icc = Optional.empty(),
            "comments", m -> m.comments.clear(),
            "texts", m -> m.texts.clear(),
            "resolution", m -> m.resolution = Optional.empty(),
            "pngChunks", m -> m.pngChunks.clear());
    removals.forEach(
        (name, removal) -> {
          if (!name.equals(kind)) {
            removal.accept(all);
          }
        });
    return all.build();
  }

  private static Object values(PhotoMetadata metadata, String kind) {
    return SaidMetadata.of(metadata).get(kind);
  }

  /** {@return the kinds that the format of a file name's extension holds} */
  private static List<String> carried(String extension) {
    return SaidMetadata.carriedBy(
        switch (extension) {
          case ".jpg" -> PhotoFormat.JPEG;
          case ".png" -> PhotoFormat.PNG;
          case ".webp" -> PhotoFormat.WEBP;
          case ".bmp" -> PhotoFormat.BMP;
          default -> PhotoFormat.TIFF;
        });
  }
}
