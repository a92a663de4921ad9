package io.gpen.batch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gpen.batch.BatchSummary;
import io.gpen.batch.FaceRecord;
import io.gpen.batch.PhotoOutcome;
import io.gpen.batch.manifest.Manifest;
import io.gpen.image.OutputOptions;
import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photos without anything to restore. */
class CopyTest {

  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void setUp() {
    lab = new Lab(root);
  }

  @Test
  void photoWithoutFaceIsCopiedByteForByte() {
    lab.photo("a.jpg", "faces=0 bitrot");
    BatchSummary summary = lab.run();
    assertEquals("faces=0 bitrot", lab.read("a.jpg"));
    PhotoOutcome.Copied copied = Lab.only(summary, PhotoOutcome.Copied.class);
    assertEquals("no face found", copied.reason());
    assertEquals(List.of(PhotoErrors.WRONG_PARTS), copied.warnings());
    assertEquals(List.of(), lab.photos.generated);
  }

  @Test
  void photoWhoseFacesAreAllKeptIsCopiedWithTheReason() {
    lab.photo("a.jpg", "faces=0 kept=2");
    PhotoOutcome.Copied copied = Lab.only(lab.run(), PhotoOutcome.Copied.class);
    assertEquals("faces=0 kept=2", lab.read("a.jpg"));
    assertEquals(2, copied.kept());
    assertEquals("2 faces kept: finer than the generator", copied.reason());
  }

  @Test
  void keptFacesAreCountedBesideRestoredOnes() {
    lab.photo("a.jpg", "faces=3 kept=1");
    PhotoOutcome.Restored restored = Lab.only(lab.run(), PhotoOutcome.Restored.class);
    assertEquals(3, restored.restored());
    assertEquals(1, restored.kept());
    List<FaceRecord> faces =
        Manifest.peek(lab.out).at("a.jpg").orElseThrow().last().orElseThrow().faces();
    assertEquals(restored.faces(), faces);
    assertEquals(4, faces.size());
  }

  @Test
  void strippedOrConvertedPhotoIsWrittenAnew() {
    lab.photo("a.jpg", "faces=0");
    lab.write = new OutputOptions(Optional.empty(), 95, true);
    assertEquals(List.of("a.jpg copied"), lab.say(lab.run()));
    assertEquals("encoded q=95 strip=true faces=0", lab.read("a.jpg"));
    lab.write = new OutputOptions(Optional.of(PhotoFormat.PNG), 95, false);
    lab.run();
    assertEquals("encoded as PNG q=95 strip=false faces=0", lab.read("a.png"));
  }

  @Test
  void strippedPhotoKeepsItsPixelsWhereItsFormatCan() {
    lab.photo("a.jpg", "faces=0 strips");
    lab.photo("b.jpg", "faces=0 strips bitrot");
    lab.write = new OutputOptions(Optional.empty(), 95, true);
    lab.run();
    assertEquals("stripped faces=0 strips", lab.read("a.jpg"));
    assertEquals("encoded q=95 strip=true faces=0 strips bitrot", lab.read("b.jpg"));
    lab.write = new OutputOptions(Optional.of(PhotoFormat.PNG), 95, true);
    lab.run();
    assertEquals("encoded as PNG q=95 strip=true faces=0 strips", lab.read("a.png"));
  }

  @Test
  void formatThatItHasAlreadyAsksForNoMore() {
    lab.photo("a.png", "faces=0 format=PNG");
    lab.write = new OutputOptions(Optional.of(PhotoFormat.PNG), 95, false);
    lab.run();
    assertEquals("faces=0 format=PNG", lab.read("a.png"));
  }

  @Test
  void warningsOfReadingGoWithWhatIsWrittenAnew() {
    lab.photo("a.jpg", "faces=1 bitrot");
    assertEquals(
        List.of(PhotoErrors.WRONG_PARTS),
        Lab.only(lab.run(), PhotoOutcome.Restored.class).warnings());
  }
}
