package io.gpen.batch.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.batch.BatchAbortedException;
import io.gpen.batch.BatchUsageException;
import io.gpen.batch.run.Lab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoScannerTest {

  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0};

  @TempDir Path root;

  private Scan scan(boolean recursive, String... excludes) {
    return scan(List.of(root), recursive, List.of(), excludes);
  }

  private static Scan scan(
      List<Path> roots, boolean recursive, List<Path> written, String... excludes) {
    return new PhotoScanner(roots, recursive, Arrays.asList(excludes), written).scan();
  }

  private static List<String> names(Scan scan) {
    return scan.photos().stream().map(ScannedPhoto::relative).toList();
  }

  @Test
  void takesPicturesByExtensionInAnyCaseOrByContent() throws IOException {
    Lab.file(root.resolve("a.JPG"), "");
    Lab.file(root.resolve("b.tiff"), "");
    Lab.file(root.resolve("c.gif"), "");
    Lab.file(root.resolve("d.HEIC"), "");
    Files.write(root.resolve("scan0001"), JPEG);
    Files.write(root.resolve("e.dat"), JPEG);
    Lab.file(root.resolve("notes.txt"), "BMW is a car");
    Lab.file(root.resolve("empty.txt"), "");
    Scan scan = scan(false);
    assertEquals(List.of("a.JPG", "b.tiff", "c.gif", "d.HEIC", "e.dat", "scan0001"), names(scan));
    assertEquals(2, scan.ignored());
  }

  @Test
  void contentIsLookedAtAsTheReaderDoes() throws IOException {
    Files.write(root.resolve("bigtiff"), latin("II+\0\b\0\0\0\20\0\0\0\0\0\0\0"));
    Files.write(root.resolve("bitmap"), latin("BM\1\0\0\0\0\0\0\0\66\0\0\0\50\0\0\0"));
    Files.write(root.resolve("film"), latin("\0\0\0\30ftypisom\0\0\2\0"));
    Files.write(root.resolve("heic"), latin("\0\0\0\30ftypheic\0\0\0\0"));
    Lab.file(root.resolve("letter"), "%PDF-1.4 and more");
    Lab.file(root.resolve("word"), "BMW");
    Scan scan = scan(false);
    assertEquals(List.of("bigtiff", "bitmap", "heic"), names(scan));
    assertEquals(3, scan.ignored());
  }

  @Test
  void unsupportedPicturesAreTakenSoThatTheyAreNamed() throws IOException {
    for (String name : List.of("a.psd", "b.TGA", "c.pcx", "d.ppm")) {
      Lab.file(root.resolve(name), "");
    }
    Files.write(root.resolve("e"), latin("8BPS\0\1"));
    Files.write(root.resolve("f"), latin("P6\n640 480\n255\n"));
    Files.write(root.resolve("g"), latin("\0\0\2\0\0\0\0\0\0\0\0\0\0\2\0\2\30\0"));
    Files.write(root.resolve("h"), latin("P6 is a paper size"));
    Scan scan = scan(false);
    assertEquals(List.of("a.psd", "b.TGA", "c.pcx", "d.ppm", "e", "f", "g"), names(scan));
    assertEquals(1, scan.ignored());
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void countsHiddenFilesAndFolders() {
    Lab.file(root.resolve(".hidden.jpg"), "");
    Lab.file(root.resolve(".cache/a.jpg"), "");
    Lab.file(root.resolve("._a.jpg"), "");
    Scan scan = scan(true);
    assertEquals(List.of(), names(scan));
    assertEquals(3, scan.ignored());
  }

  @Test
  void walksFoldersOnlyWhenAskedAndInAFixedOrder() {
    for (String name : List.of("z.jpg", "b/2.jpg", "b/1.jpg", "a/c/3.jpg", "Ä.jpg", "A.jpg")) {
      Lab.file(root.resolve(name), "");
    }
    assertEquals(List.of("A.jpg", "z.jpg", "Ä.jpg"), names(scan(false)));
    List<String> all = List.of("A.jpg", "a/c/3.jpg", "b/1.jpg", "b/2.jpg", "z.jpg", "Ä.jpg");
    assertEquals(all, names(scan(true)));
  }

  @Test
  void excludesByRelativePathOrName() {
    for (String name : List.of("a.jpg", "tmp/b.jpg", "x/tmp/c.jpg", "x/d_small.jpg", "x/d.jpg")) {
      Lab.file(root.resolve(name), "");
    }
    assertEquals(List.of("a.jpg", "x/d.jpg"), names(scan(true, "tmp", "*_small.*")));
    assertEquals(List.of("a.jpg", "x/d.jpg", "x/d_small.jpg"), names(scan(true, "tmp/")));
    assertEquals(List.of("a.jpg", "tmp/b.jpg"), names(scan(true, "x/**")));
  }

  @Test
  void excludesWhateverFormItsLettersHave() {
    Lab.file(root.resolve("e\u0301te\u0301.jpg"), "");
    assertEquals(List.of(), names(scan(true, "\u00e9t\u00e9.*")));
  }

  @Test
  void refusesWhatIsNoGlob() {
    String message = assertThrows(BatchUsageException.class, () -> scan(true, "[a")).getMessage();
    assertTrue(message.contains("[a"), message);
  }

  @Test
  void leavesOutTheFoldersThatItWritesTo() {
    Lab.file(root.resolve("a.jpg"), "");
    Lab.file(root.resolve("out/a.jpg"), "");
    Lab.file(root.resolve("faces/a.jpg.png"), "");
    List<Path> written = List.of(root.resolve("out"), root.resolve("faces"));
    assertEquals(List.of("a.jpg"), names(scan(List.of(root), true, written)));
  }

  @Test
  void takesAnInputInsideTheOutput() {
    Lab.file(root.resolve("in/a.jpg"), "");
    assertEquals(List.of("a.jpg"), names(scan(List.of(root.resolve("in")), true, List.of(root))));
  }

  @Test
  void survivesLoopsOfLinks() throws IOException {
    Lab.file(root.resolve("a/x.jpg"), "");
    Lab.file(root.resolve("b/y.jpg"), "");
    Files.createSymbolicLink(root.resolve("a/up"), root);
    Files.createSymbolicLink(root.resolve("a/other"), root.resolve("b"));
    Files.createSymbolicLink(root.resolve("b/other"), root.resolve("a"));
    Files.createSymbolicLink(root.resolve("self.jpg"), root.resolve("self.jpg"));
    Scan scan = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> scan(true));
    // The file that links to itself claims to be a picture and fails when it is read.
    assertEquals(List.of("a/x.jpg", "b/y.jpg", "self.jpg"), names(scan));
  }

  @Test
  void followsLinksToOutsideOnce(@TempDir Path outside) throws IOException {
    Lab.file(outside.resolve("x.jpg"), "");
    Files.createSymbolicLink(outside.resolve("back"), outside);
    Files.createSymbolicLink(root.resolve("one"), outside);
    Files.createSymbolicLink(root.resolve("two"), outside);
    Files.createSymbolicLink(root.resolve("file.jpg"), outside.resolve("x.jpg"));
    assertEquals(List.of("file.jpg", "one/x.jpg"), names(scan(true)));
  }

  @Test
  void takesAFileOnceHoweverOftenItIsNamed() {
    Path photo = Lab.file(root.resolve("sub/a.jpg"), "");
    List<Path> roots = List.of(root, root.resolve("sub"), photo, root.resolve("sub/../sub"));
    assertEquals(List.of("sub/a.jpg"), names(scan(roots, true, List.of())));
  }

  @Test
  void looksAtFilesThatAreNamedWhateverTheyClaim() {
    Path notes = Lab.file(root.resolve("notes.txt"), "words");
    assertEquals(List.of("notes.txt"), names(scan(List.of(notes), false, List.of())));
  }

  @Test
  void stopsIfAnInputIsNotThere() {
    Path missing = root.resolve("not-mounted");
    BatchAbortedException e =
        assertThrows(BatchAbortedException.class, () -> scan(List.of(missing), true, List.of()));
    assertTrue(e.getMessage().contains("not-mounted"), e.getMessage());
  }

  @Test
  void unreadableFolderInsideIsReportedAndTheRestGoesOn() {
    Lab.file(root.resolve("a.jpg"), "");
    Lab.file(root.resolve("lost+found/b.jpg"), "");
    Lab.file(root.resolve("z.jpg"), "");
    Scan scan = scanDenying(root.resolve("lost+found"));
    assertEquals(List.of("a.jpg", "z.jpg"), names(scan));
    assertEquals(
        List.of(
            new Scan.Unreadable(
                new ScannedPhoto(
                    root.resolve("lost+found"), root.resolve("lost+found"), "lost+found"),
                "the folder cannot be read: permission denied")),
        scan.unreadable());
  }

  @Test
  void unreadableInputStopsTheRun() {
    Lab.file(root.resolve("a.jpg"), "");
    BatchAbortedException e = assertThrows(BatchAbortedException.class, () -> scanDenying(root));
    assertTrue(e.getMessage().contains("permission denied"), e.getMessage());
  }

  @Test
  void emptyExcludeIsAUsageError() {
    for (String glob : List.of("", "/")) {
      BatchUsageException e = assertThrows(BatchUsageException.class, () -> scan(false, glob));
      assertTrue(e.getMessage().contains("--exclude is empty"), e.getMessage());
    }
  }

  private Scan scanDenying(Path denied) {
    PhotoScanner.Lister lister =
        folder -> {
          if (folder.equals(denied)) {
            throw new AccessDeniedException(folder.toString());
          }
          return Files.newDirectoryStream(folder);
        };
    return new PhotoScanner(List.of(root), true, List.of(), List.of(), lister).scan();
  }

  @Test
  void namesInputsWithoutAnyPicture() {
    Lab.file(root.resolve("full/a.jpg"), "");
    Lab.file(root.resolve("bare/notes.txt"), "");
    Lab.file(root.resolve("excluded/a_small.jpg"), "");
    List<Path> roots =
        List.of(root.resolve("full"), root.resolve("bare"), root.resolve("excluded"));
    Scan scan = scan(roots, true, List.of(), "*_small.jpg");
    assertEquals(List.of(root.resolve("bare")), scan.emptyRoots());
  }

  @Test
  void knowsPicturesByTheirFirstBytes() {
    assertTrue(claims("\u0089PNG\r\n\u001a\n"));
    assertTrue(claims("RIFF....WEBPVP8 "));
    assertTrue(claims("II*\0"));
    assertTrue(claims("MM\0*"));
    assertTrue(claims("GIF89a"));
    assertTrue(claims("\0\0\0\u0018ftypheic"));
    assertTrue(claims("\0\0\0\fJXL \r\n"));
    assertTrue(claims("BM\0\0\0\0\0\0\0\0\0\0\0\0\u0028\0\0\0"));
    assertTrue(!claims("BM is how this text begins, by chance"));
    assertTrue(!claims("RIFF....WAVE"));
    assertTrue(!claims("\0\0\0\u0018ftypisom"));
    assertTrue(!claims(""));
  }

  private static boolean claims(String head) {
    return ImageFileFilter.byContent(head.getBytes(StandardCharsets.ISO_8859_1));
  }
}
