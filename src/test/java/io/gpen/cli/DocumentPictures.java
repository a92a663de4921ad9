package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gpen.report.html.Browser;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes the pictures of the documents again, after a change of the default model or of what is done
 * with its faces: {@code mvn -Dtest=DocumentPictures test}. Not a test, and its name keeps it out
 * of the suite: it replaces files of the repository. Look at them before they are committed.
 */
class DocumentPictures {

  private static final Path PHOTOS = Path.of("testphoto/in");
  private static final int GAP = 4;
  private static final float QUALITY = 0.88f;

  @TempDir private Path folder;
  private int runs;

  /** A part of a picture. */
  private record Part(String photo, int x, int y, int width, int height, double enlarged) {

    BufferedImage of(Path file) throws IOException {
      BufferedImage picture = ImageIO.read(file.toFile()).getSubimage(x, y, width, height);
      int right = (int) Math.round(width * enlarged);
      int bottom = (int) Math.round(height * enlarged);
      BufferedImage large = new BufferedImage(right, bottom, BufferedImage.TYPE_3BYTE_BGR);
      Graphics2D graphics = large.createGraphics();
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      graphics.drawImage(picture, 0, 0, right, bottom, null);
      graphics.dispose();
      return large;
    }
  }

  private void run(String... arguments) {
    CommandContext context =
        new CommandContext(
            Console.ofProcess(),
            System.getenv(),
            new RestoreService.WithNetworks(),
            new Interruption());
    assertEquals(0, Gpen.run(context, arguments));
  }

  /** {@return a part of a photo that was restored with some options} */
  private BufferedImage restored(Part part, String... options) throws IOException {
    Path out = folder.resolve(Integer.toString(runs++));
    List<String> arguments = new ArrayList<>(List.of("restore", "-q", "--format", "png"));
    arguments.addAll(List.of("-i", PHOTOS.resolve(part.photo()).toString(), "-o", out.toString()));
    arguments.addAll(List.of(options));
    run(arguments.toArray(String[]::new));
    return part.of(out.resolve(part.photo().replace(".jpg", ".png")));
  }

  private static void write(Path file, List<BufferedImage> row) throws IOException {
    int width = -GAP;
    for (BufferedImage picture : row) {
      width += picture.getWidth() + GAP;
    }
    BufferedImage sheet =
        new BufferedImage(width, row.get(0).getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setColor(java.awt.Color.WHITE);
    graphics.fillRect(0, 0, width, sheet.getHeight());
    int x = 0;
    for (BufferedImage picture : row) {
      graphics.drawImage(picture, x, 0, null);
      x += picture.getWidth() + GAP;
    }
    graphics.dispose();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    Files.deleteIfExists(file);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(sheet, null, null), parameters);
    } finally {
      writer.dispose();
    }
  }

  @Test
  void beforeAndAfter() throws IOException {
    Part part = new Part("greek-immigrants-1905.jpg", 170, 60, 280, 190, 2.5);
    write(
        Path.of("testphoto/before-after.jpg"),
        List.of(part.of(PHOTOS.resolve(part.photo())), restored(part, "--blend", "off")));
  }

  @Test
  void maskAndGrain() throws IOException {
    Part part = new Part("curtis-apsaroke-1908.jpg", 143, 130, 200, 200, 1.8);
    List<String> whole = List.of("--blend", "off", "--keep-tone", "off");
    List<List<String>> rest =
        List.of(
            List.of("--mask", "square", "--grain", "off"), List.of("--grain", "off"), List.of());
    List<BufferedImage> row = new ArrayList<>(List.of(part.of(PHOTOS.resolve(part.photo()))));
    for (List<String> options : rest) {
      List<String> all = new ArrayList<>(whole);
      all.addAll(options);
      row.add(restored(part, all.toArray(String[]::new)));
    }
    write(Path.of("docs/mask-and-grain.jpg"), row);
  }

  @Test
  void numberedFaces() throws IOException {
    Part part = new Part("greek-immigrants-1905.jpg", 0, 20, 736, 260, 1);
    Path drawings = folder.resolve("drawings");
    run("detect", PHOTOS.resolve(part.photo()).toString(), "--draw", drawings.toString());
    write(
        Path.of("docs/numbered-faces.jpg"),
        List.of(part.of(drawings.resolve(part.photo() + ".faces.png"))));
  }

  @Test
  void report() throws Exception {
    assumeTrue(Browser.isInstalled(), Browser.MISSING);
    Path report = folder.resolve("report");
    run(
        "restore",
        "-q",
        "-i",
        PHOTOS.toString(),
        "-o",
        folder.resolve("all").toString(),
        "--report",
        report.toString());
    try (Browser browser = Browser.start(folder.resolve("browser"))) {
      browser.show(1000, 960, false);
      browser.open(report.resolve("index.html"));
      browser.run(
          "[...document.querySelectorAll('a')].find(a =>"
              + " a.textContent.includes('solvay')).click()");
      browser.text("document.readyState");
      Path page = Files.write(folder.resolve("page.png"), browser.screenshot());
      write(Path.of("docs/report.jpg"), List.of(new Part("report", 0, 0, 1000, 960, 0.7).of(page)));
    }
  }
}
