package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.gpen.Shared;
import io.gpen.degrade.Degradation;
import io.gpen.degrade.Degrader;
import io.gpen.degrade.stage.GaussianNoise;
import io.gpen.degrade.stage.Jpeg;
import io.gpen.degrade.stage.ReferenceBlur;
import io.gpen.degrade.stage.ReferenceResize;
import io.gpen.degrade.stage.ReferenceShrink;
import io.gpen.face.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class DegradeCommandTest {

  private final CommandLineRun gpen = new CommandLineRun();

  @TempDir private Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void photos() throws IOException {
    in = Files.createDirectories(folder.resolve("in/sub")).getParent();
    out = folder.resolve("out");
    Files.copy(Shared.testphoto("astronaut-eileen-collins.jpg"), in.resolve("a.jpg"));
    for (String name : List.of("b", "c", "d", "e", "f", "sub/g")) {
      Files.copy(Shared.file("vectors/inputs/face-64.png"), in.resolve(name + ".png"));
    }
  }

  private int degrade(Path output, String... options) {
    List<String> all =
        new ArrayList<>(List.of("degrade", "-i", in.toString(), "-o", output.toString()));
    all.addAll(List.of(options));
    return gpen.run(all.toArray(String[]::new));
  }

  private static List<JsonObject> photos(String json) {
    return JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("photos").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  /** As a reader would make it who knows nothing of stages, nor of whole numbers of 64 bits. */
  private static Degradation numbers(JsonObject photo) {
    return new Degradation(
        List.of(),
        List.of(
            new ReferenceBlur(
                ReferenceBlur.Shape.valueOf(
                    photo.get("blur").getAsString().toUpperCase(Locale.ROOT)),
                photo.get("sigmaX").getAsDouble(),
                photo.get("sigmaY").getAsDouble(),
                photo.get("angle").getAsDouble()),
            new ReferenceShrink(photo.get("downscale").getAsDouble()),
            new GaussianNoise(
                photo.get("noiseSigma").getAsDouble(), (long) photo.get("noiseSeed").getAsDouble()),
            new Jpeg(photo.get("jpegQuality").getAsInt()),
            new ReferenceResize(photo.get("width").getAsInt(), photo.get("height").getAsInt())));
  }

  @Test
  void theNumbersInTheJsonMakeTheCopiesAgain() throws IOException {
    assertEquals(0, degrade(out, "-r", "--json", "-q"), gpen.err());
    assertEquals("", gpen.err());
    List<JsonObject> photos = photos(gpen.out());
    assertEquals(7, photos.size());
    for (JsonObject photo : photos) {
      Path output = Path.of(photo.get("output").getAsString());
      Degradation numbers = numbers(photo);
      assertTrue(
          !photo.get("flip").getAsBoolean() && !photo.get("grey").getAsBoolean(),
          "the clear photos are elsewhere");
      try (Degrader.Pair pair =
          Degrader.degrade(Pictures.bgr(in.resolve(photo.get("photo").getAsString())), numbers)) {
        assertEquals(0, Pictures.maxDifference(pair.degraded(), Pictures.bgr(output)));
      }
    }
    assertTrue(Files.exists(out.resolve("sub/g.png")));
  }

  @Test
  void copiesDependOnSeedAndNameAlone() throws IOException {
    assertEquals(0, degrade(out), gpen.err());
    assertTrue(gpen.err().contains("6 degraded, 0 unchanged, 0 failed"), gpen.err());
    Path alone = folder.resolve("alone");
    Path photo = in.resolve("c.png");
    assertEquals(0, gpen.run("degrade", "-i", photo.toString(), "-o", alone.toString()));
    assertEquals(-1, Files.mismatch(out.resolve("c.png"), alone.resolve("c.png")));
    assertNotEquals(-1, Files.mismatch(out.resolve("c.png"), out.resolve("d.png")));
    Path other = folder.resolve("other");
    assertEquals(0, degrade(other, "--seed", "-2"));
    assertNotEquals(-1, Files.mismatch(out.resolve("c.png"), other.resolve("c.png")));
  }

  @Test
  void pairsFitEachOther() throws IOException {
    Path clear = folder.resolve("clear");
    Path report = folder.resolve("numbers.json");
    assertEquals(
        0,
        degrade(out, "--clear", clear.toString(), "--size", "50", "--json", report.toString()),
        gpen.err());
    List<JsonObject> photos = photos(Files.readString(report));
    assertTrue(photos.stream().anyMatch(photo -> photo.get("flip").getAsBoolean()));
    assertEquals(50, Pictures.bgr(clear.resolve("a.png")).rows());
    assertEquals(
        0, gpen.run("evaluate", "-i", out.toString(), "--against", clear.toString()), gpen.err());
    assertTrue(gpen.out().contains("mean of 6"), gpen.out());
  }

  @Test
  void theFileInTheOutputFolderRepeatsTheRun() throws IOException {
    Path damage = Files.createDirectories(folder.resolve("damage"));
    Files.copy(Shared.file("vectors/inputs/face-64.png"), damage.resolve("spots.png"));
    Path clear = folder.resolve("clear");
    assertEquals(
        0,
        degrade(
            out,
            "-r",
            "--preset",
            "old-photo",
            "--seed",
            "3",
            "--size",
            "60",
            "--damage",
            damage.toString(),
            "--clear",
            clear.toString()),
        gpen.err());
    Path again = folder.resolve("again");
    String file = out.resolve("degrade.properties").toString();
    assertEquals(
        0, degrade(again, "-r", "--parameters", file, "--damage", damage.toString()), gpen.err());
    for (String name : List.of("a", "b", "c", "d", "e", "f", "sub/g")) {
      assertEquals(
          -1, Files.mismatch(out.resolve(name + ".png"), again.resolve(name + ".png")), name);
    }
    assertEquals(-1, Files.mismatch(Path.of(file), again.resolve("degrade.properties")));
    Path without = folder.resolve("without");
    assertEquals(2, degrade(without, "-r", "--parameters", file));
    assertTrue(gpen.err().contains("with --damage"), gpen.err());
    assertEquals(2, degrade(without, "--parameters", file, "--preset", "mild"));
    assertTrue(gpen.err().contains("exclude each other"), gpen.err());
    assertTrue(Files.notExists(without));
  }

  @Test
  void aFolderHoldsCopiesOfOneKind() throws IOException {
    assertEquals(0, degrade(out), gpen.err());
    Path file = out.resolve("degrade.properties");
    String before = Files.readString(file);
    assertEquals(2, degrade(out, "--seed", "2"));
    assertTrue(gpen.err().contains(file + " is of a run with other parameters"), gpen.err());
    assertEquals(before, Files.readString(file));
    assertEquals(0, degrade(out, "--seed", "2", "--overwrite"), gpen.err());
    assertTrue(Files.readString(file).contains("seed = 2"));
  }

  @Test
  void theSheetShowsPairs() throws IOException {
    Path sheet = folder.resolve("sheets/pairs.png");
    Path photo = in.resolve("b.png");
    assertEquals(
        0,
        gpen.run(
            "degrade", "-i", photo.toString(), "-o", out.toString(), "--sheet", sheet.toString()),
        gpen.err());
    Mat pairs = Pictures.bgr(sheet);
    assertEquals(new Size(8 * 192, 192), pairs.size());
    assertShows(photo, pairs.submat(new Rect(0, 0, 192, 192)));
    assertShows(out.resolve("b.png"), pairs.submat(new Rect(192, 0, 192, 192)));
    assertEquals(2, degrade(out, "--sheet", photo.toString()));
    assertTrue(gpen.err().contains(photo + " is an input"), gpen.err());
  }

  private static void assertShows(Path file, Mat place) {
    Mat expected = Pictures.bgr(file);
    Mat actual = new Mat();
    Imgproc.resize(place, actual, expected.size(), 0, 0, Imgproc.INTER_AREA);
    double apart = Pictures.difference(expected, actual)[1];
    assertTrue(apart < 3, file + " is " + apart + " levels apart");
  }

  @Test
  void photosSmallerThanTheSizeKeepTheirs() {
    assertEquals(0, degrade(out, "--size", "100"), gpen.err());
    assertEquals(100, Pictures.bgr(out.resolve("a.png")).cols());
    assertEquals(64, Pictures.bgr(out.resolve("b.png")).cols());
  }

  @Test
  void whatIsWrongHasItsExitCode() throws IOException {
    assertEquals(2, degrade(in));
    assertTrue(gpen.err().contains(in + " is the input"), gpen.err());
    Path photo = in.resolve("b.png");
    assertEquals(2, degrade(out, "--json", photo.toString()));
    assertTrue(gpen.err().contains(photo + " is an input"), gpen.err());
    assertEquals(2, degrade(out, "--size", "0"));
    assertEquals(5, gpen.run("degrade", "-i", folder + "/gone", "-o", out.toString()));
    assertTrue(Files.notExists(out), "nothing was written");
    Files.writeString(in.resolve("z.jpg"), "no picture");
    assertEquals(1, degrade(out));
    assertTrue(gpen.err().contains("failed z.jpg: "), gpen.err());
    assertTrue(gpen.err().contains("6 degraded, 0 unchanged, 1 failed"), gpen.err());
    Files.writeString(folder.resolve("file"), "no folder");
    assertEquals(5, degrade(folder.resolve("file")));
  }

  @Test
  void jsonFromTheEnvironmentMeansStandardOutputAsElsewhere() {
    gpen.environment.put("GPEN_JSON", "true");
    assertEquals(0, degrade(out), gpen.err());
    assertEquals(6, photos(gpen.out()).size());
  }
}
