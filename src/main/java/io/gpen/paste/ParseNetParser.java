package io.gpen.paste;

import io.gpen.engine.EngineException;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.image.OpenCv;
import io.gpen.text.Wording;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** ParseNet as {@code FaceParse.process} of GPEN's {@code face_parse/face_parsing.py} runs it. */
public final class ParseNetParser implements FaceParser {

  /** The network's method that gives the class of each pixel. */
  private static final String CLASSES = "classes";

  private static final int SIZE = PasteConstants.MASK_SIZE;
  private static final int PIXELS = SIZE * SIZE;

  static {
    OpenCv.load();
  }

  private final Network network;
  private final float[] levels = new float[256];

  /**
   * Takes over a network.
   *
   * @param network whose {@code classes} takes [1, 3, 512, 512], RGB, -1..1, and gives [1, 512,
   *     512], the number of the class of each pixel
   */
  public ParseNetParser(Network network) {
    this.network = network;
    for (int level = 0; level < levels.length; level++) {
      levels[level] = (float) (level / 255.0 * 2 - 1);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws EngineException if the network cannot be run or its output has another form
   */
  @Override
  public synchronized Mat parse(Mat crop) {
    List<Tensor> outputs = network.run(CLASSES, input(crop));
    if (outputs.size() != 1 || !Arrays.equals(outputs.get(0).shape(), new int[] {1, SIZE, SIZE})) {
      throw new EngineException(
          Wording.format(
              "the network's output is not the classes of %d x %d pixels: the model is not a"
                  + " ParseNet",
              SIZE, SIZE));
    }
    FloatBuffer classes = outputs.get(0).data();
    byte[] face = new byte[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      face[i] = PasteConstants.isFace(Math.round(classes.get(i))) ? (byte) 255 : 0;
    }
    Mat mask = new Mat(SIZE, SIZE, CvType.CV_8U);
    mask.put(0, 0, face);
    return mask;
  }

  private Tensor input(Mat crop) {
    byte[] bgr = new byte[3 * PIXELS];
    if (crop.rows() == SIZE && crop.cols() == SIZE) {
      crop.get(0, 0, bgr);
    } else {
      Mat resized = new Mat();
      Imgproc.resize(crop, resized, new Size(SIZE, SIZE), 0, 0, Imgproc.INTER_LINEAR);
      resized.get(0, 0, bgr);
      resized.release();
    }
    float[] planes = new float[3 * PIXELS];
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < PIXELS; i++) {
        planes[c * PIXELS + i] = levels[bgr[3 * i + 2 - c] & 0xff];
      }
    }
    return new Tensor(FloatBuffer.wrap(planes), 1, 3, SIZE, SIZE);
  }

  @Override
  public void close() {
    network.close();
  }
}
