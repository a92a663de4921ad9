package io.gpen.batch.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.batch.BatchSummary;
import io.gpen.detect.Detections;
import io.gpen.face.Face;
import io.gpen.files.FileSteps;
import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoFormat;
import io.gpen.image.io.PhotoReader;
import io.gpen.restore.PastedPhoto;
import io.gpen.restore.PhotoRestorer;
import io.gpen.restore.PreparedPhoto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Mat;

/** The real formats in a batch; the network finds no face. */
class RealPhotosTest {

  private static final Path PHOTO = Path.of("testphoto/in/mark-twain-1907.jpg");

  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void setUp() throws IOException {
    lab = new Lab(root);
    byte[] whole = Files.readAllBytes(PHOTO);
    Files.write(lab.in.resolve("good.jpg"), whole);
    Files.write(lab.in.resolve("half.jpg"), Arrays.copyOf(whole, whole.length / 2));
    Files.write(lab.in.resolve("text.jpg"), "no picture".getBytes());
  }

  private BatchSummary run() {
    BatchTools real = BatchTools.real();
    BatchTools tools = new BatchTools(real.codec(), FileSteps.NONE, real.clock(), real.budget());
    return new BatchRunner(tools).run(lab.request(), Faceless::new, lab.listener);
  }

  @Test
  void copiesTheGoodOneAndNamesTheOthers() throws IOException {
    BatchSummary summary = run();
    assertEquals(
        List.of("good.jpg copied", "half.jpg failed FILE", "text.jpg failed FILE"),
        lab.say(summary));
    assertArrayEquals(Files.readAllBytes(PHOTO), Files.readAllBytes(lab.out.resolve("good.jpg")));
  }

  @Test
  void writesAnotherFormat() throws IOException {
    lab.write = new OutputOptions(Optional.of(PhotoFormat.PNG), 95, false);
    run();
    byte[] png = Files.readAllBytes(lab.out.resolve("good.png"));
    assertEquals(PhotoFormat.PNG, PhotoReader.header(png).format());
  }

  @Test
  void budgetIsOfASensibleSize() {
    long budget = BatchTools.real().budget();
    assertTrue(budget >= 64L << 20 && budget <= 512L << 20, budget + " bytes");
  }

  private static final class Faceless implements PhotoRestorer {
    @Override
    public PreparedPhoto prepare(Photo photo, Optional<Mat> holes, Optional<List<Face>> known) {
      return new PreparedPhoto(photo, Detections.NONE, List.of(), false);
    }

    @Override
    public int batch() {
      return 1;
    }

    @Override
    public void generate(List<PreparedPhoto> photos) {
      throw new AssertionError("there is no face");
    }

    @Override
    public PastedPhoto paste(PreparedPhoto prepared) {
      return prepared.result(Optional.empty());
    }
  }
}
