package io.gpen.paste;

import io.gpen.face.Point;
import io.gpen.face.SimilarityTransform;
import io.gpen.image.Parallel;
import io.gpen.paste.Grain.InFace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Measures the grain of a photo around and in its faces, and what restored faces have of it. */
final class GrainMeter {

  /** The ring around a face begins where its mask ends and goes to this distance. */
  private static final double RING_END = 1.8;

  /** Up to this distance from the middle is the inside of a face. */
  private static final double INSIDE = 0.8;

  /** Patches in a row and in a column around one face, at most. */
  private static final int MOST = 40;

  private final Mat photo;
  private final boolean mono;
  private final double rounding;

  /**
   * Measures in a photo.
   *
   * @param photo 8 or 16 bits, 1 or 3 channels, not changed
   * @param mono whether only its lightness counts
   */
  GrainMeter(Mat photo, boolean mono) {
    this.photo = photo;
    this.mono = mono;
    this.rounding = photo.depth() == CvType.CV_8U ? PasteConstants.ROUNDING : 0;
  }

  /**
   * {@return the grain of the photo; empty if it has none or too little of it can be seen}
   *
   * @param layers the restored faces
   * @param factor how many times the grain is wanted
   * @param lacking receives for each face how much of the grain its crop lacks, 0 to 1
   */
  Optional<Grain> measure(List<FaceLayer> layers, double factor, float[] lacking) {
    List<List<GrainPatch>> around = new ArrayList<>(Collections.nCopies(layers.size(), List.of()));
    List<List<InFace>> inside = new ArrayList<>(Collections.nCopies(layers.size(), List.of()));
    Parallel.forEach(
        layers.size(),
        i -> {
          around.set(i, around(layers.get(i)));
          inside.set(i, inside(layers.get(i)));
        });
    Optional<Grain> grain =
        Grain.of(
            around.stream().flatMap(List::stream).toList(),
            inside.stream().flatMap(List::stream).toList(),
            rounding,
            factor);
    for (int i = 0; i < lacking.length && grain.isPresent(); i++) {
      lacking[i] = grain.get().lacking(inside.get(i), rounding);
    }
    return grain;
  }

  private List<GrainPatch> around(FaceLayer layer) {
    return new GrainPatch.Reader(photo, mono)
        .patches(
            layer.oval().within(RING_END, layer.toCrop(), layer.photo()),
            MOST,
            (x, y) -> {
              double squared = squaredDistance(layer, x, y);
              return squared > FaceOval.END * FaceOval.END && squared < RING_END * RING_END;
            });
  }

  private List<InFace> inside(FaceLayer layer) {
    Rect area = layer.oval().within(INSIDE, layer.toCrop(), layer.photo());
    if (area.empty()) {
      return List.of();
    }
    List<GrainPatch> before =
        new GrainPatch.Reader(photo, mono)
            .patches(area, MOST, (x, y) -> squaredDistance(layer, x, y) < INSIDE * INSIDE);
    Mat pasted = pasted(layer, area);
    try {
      List<Double> after =
          new GrainPatch.Reader(pasted, true)
              .near(
                  new Rect(0, 0, area.width, area.height),
                  MOST,
                  (x, y) -> squaredDistance(layer, x + area.x, y + area.y) < INSIDE * INSIDE);
      return IntStream.range(0, before.size())
          .mapToObj(i -> new InFace(before.get(i), after.get(i)))
          .toList();
    } finally {
      pasted.release();
    }
  }

  private static double squaredDistance(FaceLayer layer, int x, int y) {
    Point p = layer.toCrop().apply(new Point(x, y));
    return layer.oval().squaredDistance((float) p.x(), (float) p.y());
  }

  /** The crop as it lies in a part of the photo. */
  private static Mat pasted(FaceLayer layer, Rect area) {
    SimilarityTransform toCrop = layer.toCrop();
    Point shift = toCrop.apply(new Point(area.x, area.y));
    Mat matrix = new Mat(2, 3, CvType.CV_64F);
    Mat pasted = new Mat();
    try {
      matrix.put(
          0, 0, new SimilarityTransform(toCrop.a(), toCrop.b(), shift.x(), shift.y()).rows());
      Imgproc.warpAffine(
          layer.crop(),
          pasted,
          matrix,
          new Size(area.width, area.height),
          Imgproc.INTER_LINEAR | Imgproc.WARP_INVERSE_MAP,
          Core.BORDER_REPLICATE,
          Scalar.all(0));
      return pasted;
    } finally {
      matrix.release();
    }
  }
}
