package io.gpen.image.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.gpen.Shared;
import io.gpen.files.Sha256;
import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoFormat;
import io.gpen.image.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Mat;

/** The 8-bit colours are those of the reference's decoder, byte for byte. */
class ReferenceDecodeTest {

  /** Digests as the reference printed them (vectors/retinaface/detections.json). */
  @ParameterizedTest
  @CsvSource({
    "astronaut-eileen-collins.jpg,"
        + "fe1696a44f29d48b072c9c6254c7237751f37f181bc7498afcf03fcc17b14114",
    "congress-john-lewis.jpg,7fb95a5df91240db5066c1c015192971f9b4eb606029525ec69d0ccc300b8102",
    "curtis-apsaroke-1908.jpg,f6e87efdfbd6e4f3ddd7ffb64e15fba09b6da57bdd23be2614181bdf892ff9b3",
    "greek-immigrants-1905.jpg,efa99a218b31b79985acf132ca84de6721906619c39c7733a5b1cf3675665a22",
    "mark-twain-1907.jpg,63a88cf8505a5ff1c5ea09f977bb5b2876c01f4715fb3c1bfad7f67f42eb3047",
    "migrant-mother-1936.jpg,7928868834df7bea2804a8c50e7bdc71e8b0876c8b13632eace5e7a8e04f1ea2",
    "san-francisco-1851-noface.jpg,"
        + "ebb771962b67b9b20f0eb1b574273f4e031216e63111dfd9959c995a35168449",
    "solvay-1927.jpg,13b03c7b947c840801b9a3e0da2b2c5c6426dd1fd6c7703ceed3532045a6c96d"
  })
  void testPhotosDecodeAsTheReferenceDecodesThem(String name, String digest) throws IOException {
    assertEquals(digest, digestOf(Files.readAllBytes(Shared.testphoto(name))));
  }

  @Test
  void otherPhotosDecodeAsTheReferenceDecodesThem() throws IOException {
    int compared = 0;
    for (JsonElement entry :
        Shared.json("vectors/retinaface/detections.json").getAsJsonArray("photos")) {
      JsonObject photo = entry.getAsJsonObject();
      String name = photo.get("photo").getAsString();
      if (name.startsWith("photos/")) {
        byte[] file = Files.readAllBytes(Shared.file(name));
        assertEquals(photo.get("decodedSha256").getAsString(), digestOf(file), name);
        compared++;
      }
    }
    assertEquals(3, compared);
  }

  @Test
  void everyColourPhotoEqualsImreadColor() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(Shared.file("photos"))) {
      tree.filter(p -> p.toString().matches(".*\\.(jpg|png|webp|bmp|tif)"))
          .filter(p -> !p.toString().matches(".*(20000|cmyk|rgb16|gray16|names|huge).*"))
          .forEach(files::add);
    }
    int compared = 0;
    for (Path path : files) {
      byte[] file = Files.readAllBytes(path);
      try (Photo photo = PhotoReader.read(file, 1L << 25)) {
        // Of WebP files imread does not look at the orientation.
        if (photo.metadata().orientation() == 1 || photo.format() != PhotoFormat.WEBP) {
          Mat actual = photo.toBgr8();
          Mat expected = TestPictures.imreadColour(file);
          TestPictures.assertSame(expected, actual, path.toString());
          actual.release();
          expected.release();
          compared++;
        }
      } catch (PhotoException e) {
        assertTrue(path.toString().matches(".*(truncated|header_only|not_an|empty|multi).*"));
      }
    }
    assertTrue(compared > 30, () -> "too few");
    System.out.println(compared + " photos equal imread's bytes");
  }

  private static String digestOf(byte[] file) {
    try (Photo photo = PhotoReader.read(file, 1L << 25)) {
      Mat bgr = photo.toBgr8();
      byte[] bytes = new byte[(int) (bgr.total() * bgr.elemSize())];
      bgr.get(0, 0, bytes);
      bgr.release();
      return Sha256.of(bytes).hex();
    }
  }
}
