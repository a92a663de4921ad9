package io.gpen.identity;

import io.gpen.align.FaceTemplate;
import io.gpen.align.SimilarityEstimate;
import io.gpen.engine.EngineException;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.face.Landmarks;
import io.gpen.face.PhotoWindow;
import io.gpen.face.Point;
import io.gpen.face.SimilarityTransform;
import io.gpen.image.OpenCv;
import java.nio.FloatBuffer;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Embeds faces with MobileFaceNet. Each face is turned onto the ArcFace template of 112 x 112
 * pixels: the five points of {@code get_reference_facial_points} in GPEN's {@code align_faces.py},
 * 8 pixels further to the right.
 *
 * <p>Any number of threads may call it. Owns its network: close it.
 */
public final class IdentityNetwork implements AutoCloseable {

  private static final int SIZE = 112;
  private static final int PIXELS = SIZE * SIZE;

  /** A crop of this side has 28 pixels around the ArcFace template on each side. */
  private static final int CROP = 168;

  private static final double PADDING = (CROP - SIZE) / 2.0;

  /** Pixels around the face that interpolation may read. */
  private static final int MARGIN = 2;

  static {
    OpenCv.load();
  }

  private final Network network;

  /**
   * Takes over a network.
   *
   * @param network takes [n, 3, 112, 112], RGB, 0..1, and gives [n, 128] of length 1
   */
  public IdentityNetwork(Network network) {
    this.network = network;
  }

  /**
   * {@return the embedding of an aligned crop}
   *
   * @param crop a crop on GPEN's template in any size, 8-bit BGR; not changed
   * @throws EngineException if the network cannot be run or gives no embeddings
   */
  public Embedding embed(Mat crop) {
    double scale = (double) CROP / crop.cols();
    return embed(crop, new SimilarityTransform(scale, 0, -PADDING, -PADDING));
  }

  /**
   * {@return the embedding of a face in a photo}
   *
   * @param photo 8-bit BGR; not changed
   * @param landmarks the face's landmarks in pixels of the photo
   * @throws IllegalArgumentException if the landmarks do not determine where the face is
   * @throws EngineException if the network cannot be run or gives no embeddings
   */
  public Embedding embed(Mat photo, Landmarks landmarks) {
    List<Point> template =
        FaceTemplate.points(CROP).stream()
            .map(point -> new Point(point.x() - PADDING, point.y() - PADDING))
            .toList();
    return embed(
        photo,
        SimilarityEstimate.between(landmarks.points(), template)
            .orElseThrow(
                () -> new IllegalArgumentException("the landmarks do not determine a face")));
  }

  private Embedding embed(Mat photo, SimilarityTransform toTemplate) {
    Mat face = face(photo, toTemplate);
    try {
      List<Tensor> outputs = run(tensor(face));
      if (outputs.size() != 1 || outputs.get(0).shape().length != 2) {
        throw new EngineException("the network gives no embeddings: it is not a MobileFaceNet");
      }
      float[] values = new float[outputs.get(0).shape()[1]];
      outputs.get(0).data().duplicate().get(values);
      return new Embedding(values);
    } finally {
      face.release();
    }
  }

  private synchronized List<Tensor> run(Tensor input) {
    return network.run(input);
  }

  /** {@return the face on the template, where it is much smaller than in the photo by averaging} */
  static Mat face(Mat photo, SimilarityTransform toTemplate) {
    int factor = (int) Math.max(1, Math.floor(1 / toTemplate.scale()));
    Rect window =
        PhotoWindow.of(toTemplate.inverse(), 0, SIZE, factor * MARGIN, photo.cols(), photo.rows());
    Mat face = Mat.zeros(SIZE, SIZE, photo.type());
    if (window.width < factor || window.height < factor) {
      return face;
    }
    window.width -= window.width % factor;
    window.height -= window.height % factor;
    // The centre of the first averaged pixel.
    double centre = (factor - 1) / 2.0;
    Point shift = toTemplate.apply(new Point(window.x + centre, window.y + centre));
    Mat matrix = new Mat(2, 3, CvType.CV_64F);
    Mat part = photo.submat(window);
    Mat small = new Mat();
    try {
      matrix.put(
          0,
          0,
          new SimilarityTransform(
                  toTemplate.a() * factor, toTemplate.b() * factor, shift.x(), shift.y())
              .rows());
      Size size = new Size(window.width / factor, window.height / factor);
      Imgproc.resize(part, small, size, 0, 0, Imgproc.INTER_AREA);
      Imgproc.warpAffine(
          small, face, matrix, face.size(), Imgproc.INTER_LINEAR, Core.BORDER_REPLICATE);
      return face;
    } finally {
      matrix.release();
      part.release();
      small.release();
    }
  }

  private static Tensor tensor(Mat face) {
    byte[] bgr = new byte[3 * PIXELS];
    face.get(0, 0, bgr);
    float[] planes = new float[3 * PIXELS];
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < PIXELS; i++) {
        planes[c * PIXELS + i] = (bgr[3 * i + 2 - c] & 0xff) / 255f;
      }
    }
    return new Tensor(FloatBuffer.wrap(planes), 1, 3, SIZE, SIZE);
  }

  @Override
  public void close() {
    network.close();
  }
}
