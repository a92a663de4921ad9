package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.gpen.image.OpenCv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

class EvaluateCommandTest {

  private final CommandLineRun gpen = new CommandLineRun();

  @TempDir private Path folder;

  static {
    OpenCv.load();
  }

  private Path worn;
  private Path clear;

  @BeforeEach
  void folders() throws IOException {
    worn = Files.createDirectories(folder.resolve("worn/sub")).getParent();
    clear = Files.createDirectories(folder.resolve("clear/sub")).getParent();
    flat(clear.resolve("a.png"), 40, 100);
    flat(worn.resolve("a.bmp"), 40, 110);
  }

  /** A picture of one grey. */
  private static void flat(Path file, int size, int level) {
    Mat picture = new Mat(size, size, CvType.CV_8UC3, Scalar.all(level));
    assertTrue(Imgcodecs.imwrite(file.toString(), picture));
    picture.release();
  }

  private int evaluate(String... options) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("evaluate", "-i", worn.toString(), "--against", clear.toString()));
    all.addAll(List.of(options));
    return gpen.run(all.toArray(String[]::new));
  }

  private JsonObject json() {
    return JsonParser.parseString(gpen.out()).getAsJsonObject();
  }

  @Test
  void eachPairAndTheMeanIsALineOfTheTable() {
    flat(clear.resolve("sub/b.png"), 40, 100);
    flat(worn.resolve("sub/b.png"), 40, 105);
    assertEquals(0, evaluate("-r"), gpen.err());
    assertEquals(
        List.of(
            "picture                    PSNR   PSNR-Y     SSIM   SSIM-Y",
            "a.bmp                     28.13    29.45   0.9955   0.9967",
            "sub/b.png                 34.15    35.47   0.9988   0.9991",
            "mean of 1 in no folder    28.13    29.45   0.9955   0.9967",
            "mean of 1 in sub          34.15    35.47   0.9988   0.9991",
            "mean of 2                 31.14    32.46   0.9971   0.9979"),
        gpen.out().lines().toList());
    assertEquals("", gpen.err());
  }

  @Test
  void theSameInJsonLeavesTheTableToPeople() {
    assertEquals(0, evaluate("--json"), gpen.err());
    JsonObject picture = json().getAsJsonArray("pictures").get(0).getAsJsonObject();
    assertEquals("a.bmp", picture.get("picture").getAsString());
    assertEquals(20 * Math.log10(25.5), picture.get("psnr").getAsDouble(), 1e-9);
    assertEquals(picture.get("ssim"), json().getAsJsonObject("mean").get("ssim"));
    assertTrue(gpen.err().contains("mean of 1"), gpen.err());
  }

  @Test
  void picturesThatAreTheSameDoNotMakeTheMeanInfinite() {
    flat(clear.resolve("b.png"), 40, 7);
    flat(worn.resolve("b.png"), 40, 7);
    assertEquals(0, evaluate("--json", "-q"), gpen.err());
    assertEquals(1, json().get("identical").getAsInt());
    assertEquals(
        20 * Math.log10(25.5),
        json().getAsJsonObject("mean").get("psnr").getAsDouble(),
        1e-9,
        gpen.out());
    assertFalse(json().getAsJsonArray("pictures").get(1).getAsJsonObject().has("psnr"));
    assertEquals("", gpen.err());
    assertEquals(0, gpen.run("evaluate", "-i", clear.toString(), "--against", clear.toString()));
    assertTrue(gpen.out().contains("mean of 2     same     same   1.0000   1.0000"), gpen.out());
  }

  @Test
  void whatCannotBeMeasuredIsNamedAndTheRestIsMeasured() throws IOException {
    flat(worn.resolve("alone.png"), 40, 1);
    flat(worn.resolve("other.png"), 40, 1);
    flat(clear.resolve("other.png"), 41, 1);
    flat(worn.resolve("tiny.png"), 10, 1);
    flat(clear.resolve("tiny.png"), 10, 1);
    Files.writeString(worn.resolve("broken.jpg"), "no picture");
    flat(clear.resolve("broken.png"), 40, 1);
    assertEquals(1, evaluate(), gpen.err());
    List<String> lines = gpen.err().lines().toList();
    assertEquals(4, lines.size(), gpen.err());
    assertTrue(lines.get(0).startsWith("failed alone.png: no reference has this name"));
    assertTrue(lines.get(1).startsWith("failed broken.jpg: " + worn.resolve("broken.jpg") + ": "));
    assertTrue(lines.get(2).startsWith("failed other.png: the sizes differ: 40x40 and 41x41"));
    assertTrue(lines.get(3).startsWith("failed tiny.png: 10x10 pixels are too few"));
    assertTrue(gpen.out().contains("mean of 1"), gpen.out());
  }

  @Test
  void twoFilesAreAPairWhateverTheirNames() {
    flat(clear.resolve("z.png"), 40, 100);
    Path picture = worn.resolve("a.bmp");
    Path other = clear.resolve("z.png");
    assertEquals(0, gpen.run("evaluate", "-i", picture.toString(), "--against", other.toString()));
    assertTrue(gpen.out().contains("a.bmp"), gpen.out());
    assertEquals(0, gpen.run("evaluate", "-i", picture.toString(), "--against", clear.toString()));
    assertTrue(gpen.err().contains("1 reference not used in " + clear), gpen.err());
  }

  @Test
  void aFolderAgainstOnePictureIsAUsageError() {
    Path other = clear.resolve("a.png");
    assertEquals(2, gpen.run("evaluate", "-i", worn.toString(), "--against", other.toString()));
    assertTrue(gpen.err().contains("--input is a folder, but --against is a file"), gpen.err());
  }

  @Test
  void theGainIsShownForEachFolder() throws IOException {
    Path restored = Files.createDirectories(folder.resolve("restored/mild"));
    flat(restored.resolve("a.png"), 40, 105);
    flat(restored.resolve("b.png"), 40, 120);
    for (Path other : List.of(worn, clear)) {
      Files.createDirectories(other.resolve("mild"));
      flat(other.resolve("mild/a.png"), 40, other.equals(clear) ? 100 : 110);
      flat(other.resolve("mild/b.png"), 40, other.equals(clear) ? 100 : 110);
    }
    Path csv = folder.resolve("values.csv");
    Path json = folder.resolve("values.json");
    int exit =
        gpen.run(
            "evaluate",
            "-r",
            "-i",
            restored.getParent().toString(),
            "--against",
            clear.toString(),
            "--before",
            worn.toString(),
            "--csv",
            csv.toString(),
            "--json",
            json.toString());
    assertEquals(0, exit, gpen.err());
    // 20 log10(25.5) before; 5 levels apart instead of 10 gain 6.02 dB, 20 levels lose as much.
    assertTrue(
        gpen.out().contains("mild          2     PSNR   28.13   28.13     0.00    50 %"),
        gpen.out());
    assertEquals(
        List.of(
            "picture,group,psnr,psnrY,ssim,ssimY,before.psnr,before.psnrY,before.ssim,before.ssimY,"
                + "error",
            "mild/a.png,mild,34.15140352195873"),
        Files.readAllLines(csv).stream()
            .limit(2)
            .map(line -> line.startsWith("picture") ? line : line.substring(0, 33))
            .toList());
    JsonObject all = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    JsonObject group = all.getAsJsonArray("groups").get(0).getAsJsonObject();
    assertEquals("mild", group.get("group").getAsString());
    assertEquals(0.5, group.getAsJsonObject("better").get("psnr").getAsDouble());
    assertEquals(0, group.getAsJsonObject("gain").get("psnr").getAsDouble(), 1e-9);
  }

  @Test
  void picturesOutsideOfFoldersAreAGroupWithAName() throws IOException {
    for (Path root : List.of(worn, clear)) {
      flat(Files.createDirectories(root.resolve("mild")).resolve("b.png"), 40, 100);
    }
    assertEquals(0, evaluate("-r", "--before", worn.toString()), gpen.err());
    assertTrue(gpen.out().lines().anyMatch(l -> l.startsWith("no folder  ")), gpen.out());
  }

  @Test
  void resultsReplaceNeitherInputsNorOtherFiles() throws IOException {
    Path reference = clear.resolve("a.png");
    Path note = Files.writeString(folder.resolve("note.txt"), "to keep");
    byte[] before = Files.readAllBytes(reference);
    for (String option : List.of("--csv", "--json")) {
      assertEquals(2, evaluate(option, reference.toString()), gpen.err());
      assertTrue(gpen.err().contains(option + " " + reference + " is an input"), gpen.err());
      assertEquals(2, evaluate(option, note.toString()), gpen.err());
      assertTrue(gpen.err().contains(note + " is a file of another kind"), gpen.err());
      Path result = folder.resolve("result");
      assertEquals(0, evaluate(option, result.toString()), gpen.err());
      assertEquals(0, evaluate(option, result.toString()), "its own file is replaced");
      Files.delete(result);
    }
    assertArrayEquals(before, Files.readAllBytes(reference));
    assertEquals("to keep", Files.readString(note));
  }

  @Test
  void namesInCsvMayHaveCommasAndQuotes() throws IOException {
    Path csv = folder.resolve("values.csv");
    String name = "Anna, \"Oma\".png";
    flat(worn.resolve(name), 40, 100);
    flat(clear.resolve(name), 40, 110);
    assertEquals(0, evaluate("--csv", csv.toString()), gpen.err());
    assertTrue(Files.readString(csv).contains("\n\"Anna, \"\"Oma\"\".png\",,2"), "quoted");
  }

  @Test
  void thePageShowsTheWorstMedianAndBestPictures() throws IOException {
    for (int i = 0; i < 12; i++) {
      flat(clear.resolve("p" + i + ".png"), 40, 100);
      flat(worn.resolve("p" + i + ".png"), 40, 101 + 3 * i);
    }
    Path escaped = worn.resolve("<b>.png");
    flat(clear.resolve("<b>.png"), 40, 100);
    flat(escaped, 40, 200);
    Path page = worn.resolve("page");
    // Twice, as the folder of the page is no input of the second run.
    for (int run = 0; run < 2; run++) {
      assertEquals(0, evaluate("-r", "-q", "--page", page.toString()), gpen.err());
    }
    String html = Files.readString(page.resolve("index.html"));
    assertTrue(html.contains("<h3>worst: &lt;b&gt;.png</h3>"), html);
    assertTrue(html.contains("<h3>worst: p11.png</h3>"), html);
    assertTrue(html.contains("<h3>median: p6.png</h3>"), html);
    assertTrue(html.contains("<h3>best: p0.png</h3>"), html);
    assertFalse(html.contains("p8.png"), html);
    assertFalse(html.contains("http"), html);
    Matcher files = Pattern.compile("src=\"(pictures/\\d+\\.jpg)\"").matcher(html);
    int shown = 0;
    while (files.find()) {
      shown++;
      assertTrue(Files.size(page.resolve(files.group(1))) > 0);
    }
    // Nine cases, each with its reference.
    assertEquals(18, shown);
  }

  @Test
  void aPageReplacesNoFilesOfOthers() throws IOException {
    Path page = Files.createDirectories(folder.resolve("site/pictures")).getParent();
    Path mine = Files.writeString(page.resolve("pictures/1.jpg"), "mine");
    assertNotEquals(0, evaluate("-q", "--page", page.toString()));
    assertTrue(gpen.err().contains("--page"), gpen.err());
    Files.writeString(page.resolve("index.html"), "mine");
    assertNotEquals(0, evaluate("-q", "--page", page.toString()));
    assertEquals("mine", Files.readString(mine));
    assertEquals("mine", Files.readString(page.resolve("index.html")));
    Path ours = folder.resolve("page");
    assertEquals(0, evaluate("-q", "--page", ours.toString()), gpen.err());
    Files.copy(ours.resolve("pictures/1.jpg"), ours.resolve("pictures/3.jpg"));
    assertEquals(0, evaluate("-q", "--page", ours.toString()), gpen.err());
    assertFalse(Files.exists(ours.resolve("pictures/3.jpg")), "of a longer page");
  }

  @Test
  void withoutReferencesThereMustBeAModelOfNiqe() {
    assertEquals(2, gpen.run("evaluate", "-i", worn.toString()));
    assertTrue(gpen.err().contains("--niqe-model"), gpen.err());
    Path noModel = clear.resolve("a.png");
    assertEquals(
        5, gpen.run("evaluate", "-i", worn.toString(), "--niqe-model", noModel.toString()));
    assertTrue(gpen.err().contains(noModel + " is no model of NIQE"), gpen.err());
  }

  @ParameterizedTest
  @CsvSource({
    "--perceptual-heads h, --perceptual-heads has no effect without --perceptual",
    "--aligned --landmarks, --aligned has no effect without --identity",
    "--detector d, --detector has no effect without --identity or --landmarks",
    "--identity i --aligned --detector d, --detector has no effect with --aligned",
  })
  void optionsWithoutEffectAreUsageErrors(String options, String message) throws IOException {
    assertEquals(2, evaluate(options.split(" ")));
    assertTrue(gpen.err().contains(message), gpen.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--perceptual=p", "--identity=i", "--landmarks"})
  void comparisonsNeedReferences(String option) {
    assertEquals(2, gpen.run("evaluate", "-i", worn.toString(), "--niqe-model", "n", option));
    String message = option.split("=")[0] + " has no effect without --against";
    assertTrue(gpen.err().contains(message), gpen.err());
  }

  @Test
  void inputsThatAreNotThereEndTheRun() throws IOException {
    Path gone = folder.resolve("gone");
    assertEquals(5, gpen.run("evaluate", "-i", gone.toString(), "--against", clear.toString()));
    assertTrue(gpen.err().contains(gone + " does not exist"), gpen.err());
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertEquals(5, gpen.run("evaluate", "-i", worn.toString(), "--against", empty.toString()));
    assertTrue(gpen.err().contains("no images in " + empty), gpen.err());
  }
}
