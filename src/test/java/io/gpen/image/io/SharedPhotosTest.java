package io.gpen.image.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gpen.Shared;
import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of each file of the collection of formats, sound and broken. */
class SharedPhotosTest {

  private static final long MAX_PIXELS = 200_000_000;

  private static final Map<String, String> EXPECTED =
      Map.of(
          "truncated.jpg", "DAMAGED the picture data end after 61.9 %",
          "truncated.png", "DAMAGED the picture data end after 53.0 %",
          "header_only.jpg", "DAMAGED the file ends within its header",
          "not_an_image.jpg", "DAMAGED the file is not an image",
          "empty.jpg", "DAMAGED the file is empty",
          "palette.gif", "UNSUPPORTED GIF is not supported",
          "multipage.tif", "UNSUPPORTED TIFF with several pages (2)",
          "bitrot.jpg", "read: The picture data are damaged",
          "cmyk.jpg", "read: The CMYK picture was converted",
          "blank_20000x20000_1bit.png", "TOO_LARGE the picture has 20000 x 20000");

  @Test
  void eachFileIsReadOrRefusedForItsOwnReason() throws IOException {
    Map<String, String> found = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> tree = Files.walk(Shared.file("photos/formats"))) {
      files = tree.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      found.put(file.getFileName().toString(), outcome(Files.readAllBytes(file)));
    }
    for (Map.Entry<String, String> entry : found.entrySet()) {
      String expected = EXPECTED.getOrDefault(entry.getKey(), "read");
      String outcome = entry.getValue();
      int compared = expected.equals("read") ? outcome.length() : expected.length();
      assertEquals(
          expected,
          outcome.substring(0, Math.min(compared, outcome.length())),
          () -> entry.getKey() + ": " + outcome);
    }
    System.out.println(found.size() + " files, each as expected");
  }

  private static String outcome(byte[] file) {
    try (Photo photo = PhotoReader.read(file, MAX_PIXELS)) {
      return photo.warnings().isEmpty() ? "read" : "read: " + String.join(" ", photo.warnings());
    } catch (PhotoException e) {
      return e.kind() + " " + e.getMessage();
    }
  }

  @Test
  void aWrongExtensionDoesNotMatter() throws IOException {
    byte[] file = Files.readAllBytes(Shared.file("photos/formats/png_named.jpg"));
    assertEquals(PhotoFormat.PNG, PhotoReader.header(file).format());
  }
}
