package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.gpen.Shared;
import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.Landmarks;
import io.gpen.face.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectCommandTest {

  private static final Path PHOTO = Shared.testphoto("astronaut-eileen-collins.jpg");

  private final CommandLineRun gpen = new CommandLineRun();

  @TempDir private Path folder;

  @BeforeEach
  void face() {
    Point eye = new Point(203.12345, 101);
    gpen.faces.add(
        new Face(
            new FaceBox(177.25, 52, 269, 177.0005),
            0.99375,
            new Landmarks(
                eye,
                new Point(245, 102),
                new Point(225, 126),
                new Point(205, 143),
                new Point(242, 143))));
  }

  private List<JsonObject> lines() {
    return gpen.out().lines().map(JsonParser::parseString).map(e -> e.getAsJsonObject()).toList();
  }

  @Test
  void aPhotoIsALineOfJson() {
    assertEquals(0, gpen.run("detect", PHOTO.toString()), gpen.err());
    assertEquals(
        "{\"file\":\"testphoto/in/astronaut-eileen-collins.jpg\",\"width\":512,\"height\":512,\"faces\":[{\"number\":1,\"box\":[177.25,52.0,269.0,177.001],\"score\":0.99375,\"landmarks\":{\"leftEye\":[203.123,101.0],\"rightEye\":[245.0,102.0],\"nose\":[225.0,126.0],\"leftMouth\":[205.0,143.0],\"rightMouth\":[242.0,143.0]}}]}\n",
        gpen.out());
  }

  @Test
  void facesUnderTheScoreAreLeftOut() {
    assertEquals(0, gpen.run("detect", "--score", "0.995", PHOTO.toString()));
    assertEquals(0, lines().get(0).getAsJsonArray("faces").size());
  }

  @Test
  void onePhotosErrorDoesNotEndTheOthers() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.jpg"), "no picture");
    Path missing = folder.resolve("missing.jpg");
    assertEquals(
        1, gpen.run("detect", broken.toString(), missing.toString(), PHOTO.toString()), gpen.err());
    List<JsonObject> lines = lines();
    assertEquals(3, lines.size());
    assertTrue(lines.get(0).has("error"), gpen.out());
    assertEquals("there is no such file or folder", lines.get(1).get("error").getAsString());
    assertEquals(1, lines.get(2).getAsJsonArray("faces").size());
    assertEquals(2, gpen.err().lines().filter(line -> line.startsWith("failed ")).count());
  }

  @Test
  void failureOfTheNetworkAtOnePhotoDoesNotEndTheOthers() {
    gpen.detectorFailure = new IllegalStateException("libtorch: bad tensor");
    assertEquals(1, gpen.run("detect", PHOTO.toString(), PHOTO.toString()), gpen.err());
    assertTrue(lines().get(0).get("error").getAsString().contains("bad tensor"), gpen.out());
    assertEquals(1, lines().get(1).getAsJsonArray("faces").size());
  }

  @Test
  void exceptionsAreNeverShownByTheirClassAlone() throws IOException {
    gpen.detectorFailure = new NullPointerException();
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    String[] photo = {PHOTO.toString(), PHOTO.toString()};
    assertEquals(1, gpen.run("detect", photo[0], photo[1], "--draw", file.resolve("x").toString()));
    assertEquals("internal error: NullPointerException", lines().get(0).get("error").getAsString());
    String error = lines().get(1).get("error").getAsString();
    assertTrue(error.startsWith(file.toString()), error);
    assertFalse(error.contains("Exception"), error);
  }

  @Test
  void photosOfTooManyPixelsAreRefused() {
    assertEquals(1, gpen.run("detect", "--max-pixels", "100000", PHOTO.toString()));
    assertTrue(lines().get(0).has("error"));
  }

  @Test
  void foldersStandForTheirPictures() throws IOException {
    Files.createDirectories(folder.resolve("inner"));
    Files.copy(PHOTO, folder.resolve("b.JPG"));
    Files.copy(PHOTO, folder.resolve("a.jpg"));
    Files.copy(PHOTO, folder.resolve(".hidden.jpg"));
    Files.copy(PHOTO, folder.resolve("inner/c.jpg"));
    Files.writeString(folder.resolve("notes.txt"), "notes");
    assertEquals(0, gpen.run("detect", folder.toString()));
    assertEquals(
        List.of("a.jpg", "b.JPG"),
        lines().stream()
            .map(line -> Path.of(line.get("file").getAsString()).getFileName().toString())
            .toList());
    assertEquals(0, gpen.run("detect", "-r", "-i", folder.toString()));
    assertEquals(2 + 3, lines().size());
  }

  @Test
  void foldersStandForWhatRestoreWouldFindInThem() throws IOException {
    Files.copy(PHOTO, folder.resolve("scan0001"));
    Files.copy(PHOTO, folder.resolve("old.jfif"));
    Files.createDirectory(folder.resolve("a.jpg"));
    Path drawn = Files.createDirectory(folder.resolve("drawn"));
    Files.copy(PHOTO, drawn.resolve("old.jfif.faces.png"));
    assertEquals(
        0, gpen.run("detect", "-r", "--draw", drawn.toString(), folder.toString()), gpen.err());
    assertEquals(
        List.of("old.jfif", "scan0001"),
        lines().stream()
            .map(line -> Path.of(line.get("file").getAsString()).getFileName().toString())
            .toList());
  }

  @Test
  void facesAreDrawnIntoCopies() throws IOException {
    Files.createDirectories(folder.resolve("other"));
    Path twin = Files.copy(PHOTO, folder.resolve("other").resolve(PHOTO.getFileName()));
    Path drawn = folder.resolve("drawn");
    byte[] before = Files.readAllBytes(PHOTO);
    assertEquals(
        0, gpen.run("detect", PHOTO.toString(), twin.toString(), "--draw", drawn.toString()));
    try (Stream<Path> files = Files.list(drawn)) {
      assertEquals(
          List.of(
              "astronaut-eileen-collins.jpg.2.faces.png", "astronaut-eileen-collins.jpg.faces.png"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    assertEquals(
        java.util.Arrays.hashCode(before), java.util.Arrays.hashCode(Files.readAllBytes(PHOTO)));
  }

  @Test
  void drawingsOfEarlierRunsAreNoPhotos() throws IOException {
    Files.copy(PHOTO, folder.resolve("a.jpg"));
    String drawn = folder.resolve("drawn").toString();
    assertEquals(0, gpen.run("detect", folder.toString(), "--draw", drawn), gpen.err());
    assertEquals(0, gpen.run("detect", "-r", folder.toString()), gpen.err());
    assertEquals(2, lines().size(), gpen.out());
  }

  @Test
  void facesAreNotDrawnAmongThePhotos() throws IOException {
    Path photo = Files.copy(PHOTO, folder.resolve("a.jpg"));
    for (Path input : List.of(folder, photo)) {
      assertEquals(2, gpen.run("detect", input.toString(), "--draw", folder + "/."));
      assertTrue(gpen.err().contains("is the folder of the photos"), gpen.err());
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void noPhotosAreAUsageError() {
    assertEquals(2, gpen.run("detect"));
    assertTrue(gpen.err().contains("missing photos"), gpen.err());
  }
}
