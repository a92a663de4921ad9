package io.gpen.paste;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.DeterministicWeights;
import io.gpen.Shared;
import io.gpen.engine.Engine;
import io.gpen.engine.EngineException;
import io.gpen.engine.EngineOptions;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.face.Pictures;
import io.gpen.torchscript.Converter;
import io.gpen.torchscript.Form;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

/** The parsing mask of the reference, from the picture to the soft mask. */
class ParseNetParserTest {

  private static final int SIZE = 512;

  @TempDir Path folder;

  private static Mat storedMask() {
    return Imgcodecs.imread(
        Shared.file("vectors/parsenet/mask.png").toString(), Imgcodecs.IMREAD_GRAYSCALE);
  }

  /** The largest difference from the stored soft mask. */
  private static double difference(Mat mask) {
    int[] positions = Shared.ints("vectors/parsenet/softmask.positions.bin");
    float[] values = Shared.floats("vectors/parsenet/softmask.values.bin");
    float[] own = new float[SIZE * SIZE];
    mask.get(0, 0, own);
    double largest = 0;
    for (int i = 0; i < positions.length; i++) {
      largest = Math.max(largest, Math.abs(values[i] - own[positions[i]]));
    }
    return largest;
  }

  @Test
  void theFaceAndItsSoftMaskAreTheReferences() throws IOException {
    Path archive = folder.resolve("parsenet.pt");
    Converter.convert(
        DeterministicWeights.of("vectors/parsenet/keys.tsv", DeterministicWeights.Family.PARSE, 51),
        Form.INFERENCE,
        archive);
    Mat stored = storedMask();
    double ofStored = difference(FeatherMask.ofFace(stored, SIZE));
    try (Engine engine = Engine.start(EngineOptions.DEFAULT);
        FaceParser parser = new ParseNetParser(engine.load(archive))) {
      Mat crop = Pictures.bgr(Shared.file("vectors/inputs/face-512.png"));
      Mat face = parser.parse(crop);
      Mat apart = new Mat();
      Core.absdiff(stored, face, apart);
      int different = Core.countNonZero(apart);
      double ofOwn = difference(FeatherMask.ofFace(face, SIZE));
      System.out.printf(
          "parsing mask: %d pixels differ; soft mask %.2g, of the stored mask %.2g%n",
          different, ofOwn, ofStored);
      assertTrue(different <= 20, different + " pixels");
      assertTrue(ofStored <= 2e-5, "soft mask " + ofStored);
      assertTrue(different > 0 || ofOwn <= 2e-5, "own soft mask " + ofOwn);
    }
  }

  /** Answers with one class for each quarter of the picture. */
  private static final class Quarters implements Network {
    private final int size;
    private final int[] classes;
    Tensor seen;
    boolean closed;

    Quarters(int size, int... classes) {
      this.size = size;
      this.classes = classes;
    }

    @Override
    public List<Tensor> run(Tensor input) {
      throw new AssertionError("not asked for");
    }

    @Override
    public List<Tensor> run(String method, Tensor input) {
      assertEquals("classes", method);
      seen = input;
      float[] values = new float[size * size];
      for (int i = 0; i < values.length; i++) {
        values[i] = classes[i / size * 2 / size * 2 + i % size * 2 / size];
      }
      return List.of(new Tensor(FloatBuffer.wrap(values), 1, size, size));
    }

    @Override
    public String description() {
      return "";
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void backgroundHatAndClothAreNotTheFace() {
    Mat crop = new Mat(SIZE, SIZE, CvType.CV_8UC3, new Scalar(255, 51, 0));
    Quarters network = new Quarters(SIZE, 0, 14, 18, 13);
    try (FaceParser parser = new ParseNetParser(network)) {
      Mat face = parser.parse(crop);
      assertEquals(SIZE * SIZE / 4, Core.countNonZero(face));
      assertEquals(255, face.get(256, 256)[0]);
      assertArrayEquals(new int[] {1, 3, SIZE, SIZE}, network.seen.shape());
      int plane = SIZE * SIZE;
      assertEquals(-1, network.seen.data().get(0));
      assertEquals(-0.6f, network.seen.data().get(plane), 1e-7);
      assertEquals(1, network.seen.data().get(2 * plane));
    }
    assertTrue(network.closed);
  }

  @Test
  void cropsOfOtherSizesAreScaledForTheNetwork() {
    Mat crop = new Mat(256, 256, CvType.CV_8UC3, new Scalar(0, 0, 255));
    Quarters network = new Quarters(SIZE, 1, 1, 0, 0);
    try (FaceParser parser = new ParseNetParser(network)) {
      Mat face = parser.parse(crop);
      assertEquals(SIZE, face.rows());
      assertEquals(1, network.seen.data().get(SIZE * SIZE - 1));
      assertEquals(-1, network.seen.data().get(SIZE * SIZE));
      Mat mask = FeatherMask.ofFace(face, 256);
      assertEquals(256, mask.rows());
      assertEquals(1, mask.get(64, 128)[0], 1e-5);
      assertEquals(0, mask.get(192, 128)[0], 1e-5);
    }
  }

  @Test
  void nothingOfTheCropsBorderIsTakenWhateverIsParsed() {
    Mat mask = FeatherMask.ofFace(new Mat(SIZE, SIZE, CvType.CV_8U, Scalar.all(255)), SIZE);
    assertTrue(Core.minMaxLoc(mask.row(0)).maxVal < 1e-4);
    assertTrue(Core.minMaxLoc(mask.row(511)).maxVal < 1e-4);
    assertTrue(Core.minMaxLoc(mask.col(0)).maxVal < 1e-4);
    assertTrue(Core.minMaxLoc(mask.col(511)).maxVal < 1e-4);
    assertEquals(0.5, (mask.get(256, 25)[0] + mask.get(256, 26)[0]) / 2, 1e-3);
    assertEquals(0.5, (mask.get(485, 256)[0] + mask.get(486, 256)[0]) / 2, 1e-3);
  }

  @Test
  void anotherNetworkIsRefused() {
    try (FaceParser parser = new ParseNetParser(new Quarters(256, 0, 0, 0, 0))) {
      Mat crop = new Mat(SIZE, SIZE, CvType.CV_8UC3);
      String message = assertThrows(EngineException.class, () -> parser.parse(crop)).getMessage();
      assertTrue(message.contains("not a ParseNet"), message);
    }
  }
}
