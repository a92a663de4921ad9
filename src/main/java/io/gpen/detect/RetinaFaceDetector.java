package io.gpen.detect;

import io.gpen.engine.Network;
import io.gpen.face.Face;
import io.gpen.face.Point;
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
    List<Face> candidates =
        new RetinaFaceDecoder(network.run(seen.tensor()), seen.width(), seen.height())
            .faces(minScore, RetinaFaceConstants.TOP_K);
    int[] kept =
        NonMaximumSuppression.keep(
            candidates.stream().map(Face::box).toList(), RetinaFaceConstants.MAX_OVERLAP);
    double factor = 1 / seen.scale();
    return Arrays.stream(kept)
        .limit(RetinaFaceConstants.KEEP_TOP_K)
        .mapToObj(candidates::get)
        .map(face -> face.mapped(p -> new Point(p.x() * factor, p.y() * factor)))
        .toList();
  }

  @Override
  public void close() {
    network.close();
  }
}
