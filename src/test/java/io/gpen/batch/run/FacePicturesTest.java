package io.gpen.batch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gpen.batch.BatchSummary;
import io.gpen.files.FileSteps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

class FacePicturesTest {

  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void setUp() {
    lab = new Lab(root);
    lab.recursive = true;
    lab.photo("sub/a.jpg", "faces=2");
    lab.photo("b.jpg", "faces=0");
    lab.saveFaces = Optional.of(root.resolve("faces"));
    lab.compare = Optional.of(root.resolve("compare"));
  }

  @Test
  void writesEachFaceAndThePhotoBeforeAndAfter() throws IOException {
    lab.run();
    assertEquals(
        List.of(
            "sub/a.jpg.face-01.after.png",
            "sub/a.jpg.face-01.before.png",
            "sub/a.jpg.face-02.after.png",
            "sub/a.jpg.face-02.before.png"),
        List.copyOf(Lab.tree(root.resolve("faces")).keySet()));
    assertEquals(
        List.of("sub/a.jpg.compare.jpg"), List.copyOf(Lab.tree(root.resolve("compare")).keySet()));
    Mat face = decode(root.resolve("faces/sub/a.jpg.face-02.before.png"));
    assertEquals(4, face.cols());
    assertEquals(1, face.get(0, 0)[0], "the second crop");
    Mat both = decode(root.resolve("compare/sub/a.jpg.compare.jpg"));
    assertEquals(8, both.cols());
    assertEquals(4, both.rows());
  }

  @Test
  void failureToWriteThemIsDecidedBeforeThePhotoIsWritten() throws IOException {
    Files.writeString(Files.createDirectories(root.resolve("compare")).resolve("sub"), "a file");
    assertEquals(List.of("b.jpg copied", "sub/a.jpg failed SURROUNDINGS"), lab.say(lab.run()));
    assertEquals(List.of("b.jpg"), List.copyOf(Lab.tree(lab.out).keySet()));
  }

  @Test
  void fullDiskForThemEndsTheRun() {
    lab.steps =
        (step, file) -> {
          if (step.equals("written") && file.toString().endsWith(".png")) {
            throw new IOException("No space left on device");
          }
        };
    BatchSummary summary = lab.run();
    assertEquals(BatchSummary.Stop.Kind.CANNOT_GO_ON, summary.stopped().orElseThrow().kind());
    lab.steps = FileSteps.NONE;
    assertEquals(List.of("b.jpg skipped", "sub/a.jpg restored"), lab.say(lab.run()));
  }

  private static Mat decode(Path file) throws IOException {
    return Imgcodecs.imdecode(new MatOfByte(Files.readAllBytes(file)), Imgcodecs.IMREAD_UNCHANGED);
  }
}
