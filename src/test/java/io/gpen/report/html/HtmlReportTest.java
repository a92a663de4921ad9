package io.gpen.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.gpen.batch.BatchUsageException;
import io.gpen.batch.FaceRecord.Outcome;
import io.gpen.batch.manifest.Manifest;
import io.gpen.batch.manifest.ManifestLine;
import io.gpen.batch.scan.PhotoScanner;
import io.gpen.files.FileSteps;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

  private static final String UNUSUAL = "M\u00fcller & \"S\u00f6hne\" #1 100% <script>.jpg";
  private static final Pattern LINK = Pattern.compile("(?:href|src|data-full)=\"([^\"]+)\"");

  @TempDir private Path root;
  private ReportSample sample;

  @BeforeEach
  void setUp() throws IOException {
    sample = new ReportSample(root);
  }

  private String page(String name) throws IOException {
    return Files.readString(sample.page(name));
  }

  private String list() throws IOException {
    return Files.readString(sample.report.resolve("photos-1.js"));
  }

  private Map<String, Object> state() throws IOException {
    Map<String, Object> state = new TreeMap<>();
    try (Stream<Path> files = Files.walk(sample.report)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        state.put(file.toString(), Files.readAttributes(file, "unix:ino,lastModifiedTime"));
      }
    }
    return state;
  }

  @Test
  void failuresComeFirstThenKeptFaces() throws IOException {
    sample.copied("a.jpg", "no face found");
    sample.restored("b.jpg", Outcome.RESTORED);
    sample.restored("c.jpg", Outcome.RESTORED, Outcome.KEPT);
    sample.failed("d.jpg", "the file is cut off");
    sample.restored("e.jpg", Outcome.RESTORED_LIGHTLY);
    sample.write();
    String list = list();
    List<Integer> places =
        Stream.of("d.jpg", "c.jpg", "e.jpg", "b.jpg", "a.jpg").map(list::indexOf).toList();
    assertEquals(places.stream().sorted().toList(), places, list);
    assertTrue(page("d.jpg").contains("the file is cut off"));
    String kept = page("c.jpg");
    assertTrue(kept.indexOf("id=\"face-2\"") < kept.indexOf("id=\"face-1\""), kept);
    assertTrue(kept.contains("already sharper than &lt;the model&gt; can give back"), kept);
    String index = Files.readString(sample.report.resolve("index.html"));
    assertTrue(index.contains("<b>3</b> faces restored"), index);
    assertTrue(index.contains("<b>1</b> faces kept unchanged"), index);
  }

  @Test
  void photosThatWereOnlyEnlargedCount() throws IOException {
    sample.enlarged("a.jpg");
    sample.write();
    String index = Files.readString(sample.report.resolve("index.html"));
    assertTrue(index.contains("<b>1</b> photo enlarged without faces"), index);
    assertTrue(list().contains("\"enlarged\""), list());
  }

  @Test
  void aLongListKeepsItsOrderHoweverItsPartsAreLoaded() throws IOException {
    for (int i = 0; i < 501; i++) {
      sample.failed("photo-%03d.jpg".formatted(i), "damaged");
    }
    sample.write();
    assertTrue(list().startsWith("gpen.add(0, [["), list());
    String second = Files.readString(sample.report.resolve("photos-2.js"));
    assertTrue(second.startsWith("gpen.add(500, [["), second);
    assertTrue(second.contains("photo-500.jpg"), second);
  }

  @Test
  void aPhotoThatCannotBeReadAnyMoreIsNamedAndTheOthersAreShown() throws IOException {
    sample.restored("a.jpg", Outcome.RESTORED);
    sample.restored("b.jpg", Outcome.RESTORED);
    Path closed = sample.in.resolve("a.jpg");
    Files.setPosixFilePermissions(closed, Set.of());
    assumeFalse(Files.isReadable(closed), "this user may read every file");
    sample.write();
    assertTrue(page("a.jpg").contains("no picture of the photo before, as the input is not read"));
    assertTrue(page("b.jpg").contains("class=\"before\""));
  }

  @Test
  void namesAreEscapedAndEveryLinkLeadsToAFile() throws IOException {
    sample.restored(UNUSUAL, Outcome.RESTORED);
    sample.restored("sub/b.png", Outcome.RESTORED);
    sample.write();
    String page = page(UNUSUAL);
    assertFalse(page.contains("<script>"), page);
    assertTrue(
        page.contains("M\u00fcller &amp; &quot;S\u00f6hne&quot; #1 100% &lt;script&gt;.jpg"), page);
    assertFalse(list().contains("<script>"), list());
    try (Stream<Path> files = Files.walk(sample.report)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".html")).toList()) {
        Matcher links = LINK.matcher(Files.readString(file));
        while (links.find()) {
          URI target = file.toUri().resolve(links.group(1).replaceFirst("^#.*", ""));
          assertTrue(
              Files.exists(Path.of(URI.create(target.toString().split("#")[0]))),
              target.toString());
        }
      }
    }
    assertTrue(page.contains("data-full=\"./../../in/M%C3%BCller%20%26%20%22"), page);
  }

  @Test
  void nothingIsWrittenAgainThatHasNotChanged() throws IOException {
    sample.restored("a.jpg", Outcome.RESTORED);
    sample.copied("b.jpg", "no face found");
    sample.write();
    Map<String, Object> before = state();
    sample.write();
    assertEquals(before, state());
  }

  @Test
  void whatBelongsToNoPhotoAnyMoreIsRemoved() throws IOException {
    sample.restored("a.jpg", Outcome.RESTORED);
    sample.restored("b.jpg", Outcome.RESTORED);
    sample.write();
    int files = state().size();
    Path foreign = Files.writeString(sample.report.resolve("pictures/note.jpg"), "mine");
    try (Manifest manifest = Manifest.open(sample.out, FileSteps.NONE)) {
      manifest.append(
          new ManifestLine.Removed("a.jpg", sample.in.resolve("a.jpg").toString(), Instant.EPOCH));
    }
    sample.write();
    assertFalse(Files.exists(sample.page("a.jpg")));
    assertTrue(Files.exists(foreign), "not ours");
    assertEquals(files - 6 + 1, state().size());
  }

  @Test
  void aReportSaysWhatIsGoneAndKeepsThePicturesItHas() throws IOException {
    sample.restored("a.jpg", Outcome.RESTORED);
    sample.restored("b.tif", Outcome.RESTORED);
    sample.write();
    assertTrue(page("b.tif").contains("class=\"before\""), "a TIFF file has a picture of ours");
    assertFalse(page("b.tif").contains("data-full"), "but no browser shows the file itself");
    Files.delete(sample.in.resolve("a.jpg"));
    sample.write();
    String page = page("a.jpg");
    assertTrue(page.contains("class=\"before\""), page);
    assertTrue(page.contains("(missing)"), page);
    sample.restored("c.jpg", Outcome.RESTORED);
    Files.delete(sample.in.resolve("c.jpg"));
    ReportSample.picture(sample.out.resolve("c.jpg"), ReportSample.DARK);
    sample.write();
    page = page("c.jpg");
    assertTrue(page.contains("no picture of the photo before, as the input is missing"), page);
    assertTrue(page.contains("no picture of the result, as the output is changed"), page);
  }

  @Test
  void manifestsWithoutFacesAreShown() throws IOException {
    sample.restored("a.jpg", Outcome.RESTORED);
    Path manifest = sample.out.resolve(Manifest.NAME);
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replaceAll(",\"(width|height)\":\\d+|,\"(faces|warnings)\":\\[.*\\]", ""));
    sample.write();
    String page = page("a.jpg");
    assertTrue(page.contains("1 face restored"), page);
    assertTrue(page.contains("class=\"before\""), page);
  }

  @Test
  void filesOfOthersAreNotReplaced() throws IOException {
    sample.restored("a.jpg", Outcome.RESTORED);
    Files.createDirectories(sample.report);
    Path mine = Files.writeString(sample.report.resolve("index.html"), "mine");
    assertThrows(BatchUsageException.class, sample::write);
    assertEquals("mine", Files.readString(mine));
    assertThrows(BatchUsageException.class, () -> HtmlReport.write(sample.out, sample.out));
    assertThrows(BatchUsageException.class, () -> HtmlReport.write(sample.in, sample.report));
  }

  @Test
  void aScanLeavesTheReportOut() throws IOException {
    sample.restored("a.jpg", Outcome.RESTORED);
    HtmlReport.write(sample.out, sample.in.resolve("sub/report"));
    assertEquals(
        List.of("a.jpg"),
        new PhotoScanner(List.of(sample.in), true, List.of(), List.of())
            .scan().photos().stream().map(photo -> photo.relative()).toList());
  }
}
