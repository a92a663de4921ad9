package io.gpen.image.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.Shared;
import io.gpen.image.metadata.Comment;
import io.gpen.image.metadata.EmbeddedMetadata;
import io.gpen.image.metadata.PhotoMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that other programs made. */
class SharedMetadataTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void orientationOfOtherProgramsIsRead(int orientation) throws IOException {
    PhotoMetadata metadata = read("photos/exif/orientation_" + orientation + ".jpg");
    assertEquals(orientation, metadata.orientation());
    assertEquals(1, metadata.upright("gpen 0.1").orientation());
  }

  @Test
  void orientationIsReadFromEachFormat() throws IOException {
    assertEquals(6, read("photos/exif/orientation_6.png").orientation());
    assertEquals(6, read("photos/exif/orientation_6.webp").orientation());
    assertEquals(1, read("photos/exif/orientation_9_invalid.jpg").orientation());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JPEG_UPPER.JPEG", "bilevel.png", "cmyk.jpg", "gray.tif", "gray16.png", "gray8.jpg",
        "gray_alpha.png", "icc_srgb.jpg", "lossless.webp", "lossy.webp", "lzw.tif", "palette.png",
        "png_named.jpg", "progressive.jpg", "rgb16.png", "rgb24.bmp", "rgb444.jpg", "rgba.png",
        "rgba.webp", "truncated.jpg", "truncated.png", "header_only.jpg", "bitrot.jpg"
      })
  void ordinaryFilesGiveNoWarning(String name) throws IOException {
    PhotoMetadata metadata = read("photos/formats/" + name);
    assertEquals(List.of(), metadata.warnings());
    assertEquals(List.of(), metadata.uncarried());
    assertEquals(name.equals("icc_srgb.jpg"), metadata.icc().isPresent());
  }

  @Test
  void theProjectsOwnPhotographsKeepAll() throws IOException {
    try (var folder = Files.list(Shared.testphoto("."))) {
      for (var file : folder.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        PhotoMetadata upright = PhotoReader.metadata(bytes).upright("gpen 0.1");
        EmbeddedMetadata embedded = PhotoWriter.embed(bytes, upright);
        assertEquals(List.of(), embedded.warnings(), file.toString());
        PhotoMetadata back = PhotoReader.metadata(embedded.bytes());
        assertEquals(upright.xmp().map(Comment::new), back.xmp().map(Comment::new));
        assertEquals(upright.iptc().map(Comment::new), back.iptc().map(Comment::new));
        assertEquals(upright.icc().map(Comment::new), back.icc().map(Comment::new));
        assertEquals(upright.comments(), back.comments());
        assertEquals(upright.resolution(), back.resolution());
        assertTrue(back.exif().isPresent());
      }
    }
  }

  private static PhotoMetadata read(String name) throws IOException {
    return PhotoReader.metadata(Files.readAllBytes(Shared.file(name)));
  }
}
