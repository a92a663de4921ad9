package io.gpen.detect;

import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.face.Face;
import io.gpen.face.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.opencv.core.Mat;

/**
 * The RetinaFace detector around its network, as GPEN's {@code face_detect/retinaface_detection.py}
 * runs it, with two differences: second boxes of very large faces are dropped ({@link
 * DuplicateFilter}), and the scores of reduced photos are the network's own, where the reference
 * divides them by the scale.
 */
public final class RetinaFaceDetector implements FaceDetector {

  /** Small pictures that go through the network together. */
  private static final int TOGETHER = 8;

  private final Network network;
  private final DetectorInput input = new DetectorInput();
  private final DuplicateFilter duplicates = new DuplicateFilter(this::detectWithDuplicates);

  /**
   * Takes over a network.
   *
   * @param network takes [1, 3, h, w], BGR levels minus (104, 117, 123), and gives box offsets [1,
   *     N, 4], probabilities [1, N, 2] and landmark offsets [1, N, 10]
   */
  public RetinaFaceDetector(Network network) {
    this.network = network;
  }

  /**
   * {@inheritDoc}
   *
   * @throws io.gpen.engine.EngineException if the network cannot be run
   * @throws IllegalArgumentException if it is not a RetinaFace network
   */
  @Override
  public synchronized List<Face> detect(Mat photo, double minScore) {
    return duplicates.withoutDuplicates(photo, detectWithDuplicates(photo, minScore), minScore);
  }

  @Override
  public synchronized List<Face> detectWithDuplicates(Mat photo, double minScore) {
    DetectorInput.Input seen = input.of(photo);
    double factor = 1 / seen.scale();
    return faces(network.run(seen.tensor()), seen.width(), seen.height(), minScore).stream()
        .map(face -> face.mapped(p -> new Point(p.x() * factor, p.y() * factor)))
        .toList();
  }

  /** A run over one small picture is mostly the overhead of its operators. */
  @Override
  public synchronized List<List<Face>> detectAll(List<Mat> pictures, double minScore) {
    List<List<Face>> found = new ArrayList<>();
    for (int first = 0; first < pictures.size(); first += TOGETHER) {
      int count = Math.min(TOGETHER, pictures.size() - first);
      Tensor seen = input.of(pictures.subList(first, first + count));
      List<Tensor> outputs = network.run(seen);
      for (int i = 0; i < count; i++) {
        int picture = i;
        List<Tensor> own = outputs.stream().map(tensor -> part(tensor, picture)).toList();
        found.add(faces(own, seen.shape()[3], seen.shape()[2], minScore));
      }
    }
    return found;
  }

  /** {@return what belongs to one picture of several, with a first axis of length 1} */
  private static Tensor part(Tensor all, int picture) {
    int[] shape = all.shape().clone();
    int length = all.data().limit() / shape[0];
    shape[0] = 1;
    return new Tensor(all.data().slice(picture * length, length), shape);
  }

  private static List<Face> faces(List<Tensor> outputs, int width, int height, double minScore) {
    List<Face> candidates =
        new RetinaFaceDecoder(outputs, width, height).faces(minScore, RetinaFaceConstants.TOP_K);
    int[] kept =
        NonMaximumSuppression.keep(
            candidates.stream().map(Face::box).toList(), RetinaFaceConstants.MAX_OVERLAP);
    return Arrays.stream(kept)
        .limit(RetinaFaceConstants.KEEP_TOP_K)
        .mapToObj(candidates::get)
        .toList();
  }

  @Override
  public void close() {
    network.close();
  }
}
