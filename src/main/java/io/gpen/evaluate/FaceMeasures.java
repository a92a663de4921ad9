package io.gpen.evaluate;

import io.gpen.detect.FaceDetector;
import io.gpen.face.Face;
import io.gpen.face.Landmarks;
import io.gpen.face.Point;
import io.gpen.identity.Embedding;
import io.gpen.identity.IdentityNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.opencv.core.Mat;

/** Compares the faces of pictures with those of their reference. */
final class FaceMeasures {

  /** Faces of a lower score are not measured. */
  private static final double MIN_SCORE = 0.7;

  /** The detector may be less sure of a face in a damaged picture. */
  private static final double MIN_SCORE_AGAIN = 0.4;

  private final Instruments instruments;
  private final List<Landmarks> faces;
  private final List<Embedding> embeddings = new ArrayList<>();

  /** Finds the faces of a reference. */
  FaceMeasures(Instruments instruments, Mat reference) {
    this.instruments = instruments;
    this.faces =
        instruments.detector().isPresent()
            ? landmarks(instruments.detector().get(), reference, MIN_SCORE)
            : List.of();
    instruments.identity().ifPresent(identity -> embeddings.addAll(embed(identity, reference)));
  }

  private static List<Landmarks> landmarks(FaceDetector detector, Mat picture, double minScore) {
    return detector.detect(picture, minScore).stream().map(Face::landmarks).toList();
  }

  /** {@return one embedding of each face of the reference, at the same place in a picture} */
  private List<Embedding> embed(IdentityNetwork identity, Mat picture) {
    return instruments.aligned()
        ? List.of(identity.embed(picture))
        : faces.stream().map(face -> identity.embed(picture, face)).toList();
  }

  /** Adds the measures of a picture of the reference's size. */
  void measure(Mat picture, Map<Measure, Double> values) {
    if (!embeddings.isEmpty()) {
      List<Embedding> others = embed(instruments.identity().orElseThrow(), picture);
      IntStream.range(0, embeddings.size())
          .mapToDouble(i -> embeddings.get(i).cosine(others.get(i)))
          .average()
          .ifPresent(cosine -> values.put(Measure.IDENTITY, cosine));
    }
    if (instruments.landmarks() && !faces.isEmpty()) {
      List<Landmarks> found =
          landmarks(instruments.detector().orElseThrow(), picture, MIN_SCORE_AGAIN);
      faces.stream()
          .map(face -> nearest(face, found))
          .flatMap(Optional::stream)
          .mapToDouble(distance -> distance)
          .average()
          .ifPresent(distance -> values.put(Measure.LANDMARKS, distance));
    }
  }

  /** {@return the distance of the nearest face, if one is within the distance of the eyes} */
  private static Optional<Double> nearest(Landmarks face, List<Landmarks> found) {
    double eyes = distance(face.leftEye(), face.rightEye());
    OptionalDouble nearest =
        found.stream()
            .mapToDouble(
                other ->
                    IntStream.range(0, face.points().size())
                            .mapToDouble(i -> distance(face.points().get(i), other.points().get(i)))
                            .average()
                            .orElseThrow()
                        / eyes)
            .min();
    return nearest.isPresent() && nearest.getAsDouble() < 1
        ? Optional.of(nearest.getAsDouble())
        : Optional.empty();
  }

  private static double distance(Point a, Point b) {
    return Math.hypot(a.x() - b.x(), a.y() - b.y());
  }
}
