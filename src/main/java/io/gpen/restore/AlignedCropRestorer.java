package io.gpen.restore;

import io.gpen.align.FaceTemplate;
import io.gpen.detect.Detections;
import io.gpen.face.AlignedFace;
import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.FaceOutcome;
import io.gpen.face.Landmarks;
import io.gpen.face.PhotoFace;
import io.gpen.face.Point;
import io.gpen.face.SimilarityTransform;
import io.gpen.generate.FaceGenerator;
import io.gpen.identity.IdentityNetwork;
import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.paste.FacePaster;
import io.gpen.text.Wording;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Restores pictures that are aligned face crops themselves: no detection, no mask. As in the
 * reference, the result has the generator's size whatever the size of the input; the generator's
 * detail exists at that size only, and whoever wants another one scales the result.
 */
public final class AlignedCropRestorer extends GeneratorRestorer {

  /** How much longer than the other a side may be; more would squeeze the face. */
  private static final double MAX_ASPECT = 1.02;

  /**
   * Uses networks, which stay the caller's.
   *
   * @param generator restores the crops
   * @param identity tells people apart; used if the options ask for a least identity
   * @param options what decides about the pixels; those about finding faces have no effect
   */
  public AlignedCropRestorer(
      FaceGenerator generator, Optional<IdentityNetwork> identity, RestoreOptions options) {
    super(
        generator,
        Optional.empty(),
        Optional.empty(),
        guards(Optional.empty(), identity, options),
        options);
  }

  @Override
  Detections detect(Mat view) {
    return Detections.NONE;
  }

  @Override
  List<PhotoFace> faces(Photo photo, Mat view, Detections found) {
    double scale = (double) cropSize() / photo.width();
    double down = (double) photo.height() / cropSize();
    List<Point> points =
        FaceTemplate.points(cropSize()).stream()
            .map(p -> new Point(p.x() / scale, p.y() * down))
            .toList();
    Landmarks landmarks =
        new Landmarks(points.get(0), points.get(1), points.get(2), points.get(3), points.get(4));
    Face face = new Face(new FaceBox(0, 0, photo.width(), photo.height()), 1, landmarks);
    double longSide = Math.max(photo.width(), photo.height());
    double shrink = longSide / cropSize();
    if (longSide > MAX_ASPECT * Math.min(photo.width(), photo.height())) {
      throw new PhotoException(
          PhotoException.Kind.DAMAGED,
          Wording.format(
              "it has %d x %d pixels, but an aligned face crop is square; cut it to a square",
              photo.width(), photo.height()));
    }
    Optional<FaceOutcome> kept = kept(face, shrink);
    if (kept.isPresent()) {
      return List.of(kept.get());
    }
    double shift = (scale - 1) / 2;
    SimilarityTransform toCrop = new SimilarityTransform(scale, 0, shift, shift);
    return List.of(new AlignedFace(face, resized(view), toCrop));
  }

  private Mat resized(Mat pixels) {
    Mat resized = new Mat();
    Size size = new Size(cropSize(), cropSize());
    Imgproc.resize(pixels, resized, size, 0, 0, Imgproc.INTER_LINEAR);
    return resized;
  }

  @Override
  Photo compose(Photo photo, PreparedPhoto prepared, List<FaceOutcome.Restored> faces) {
    try (Photo base =
        new Photo(
            resized(photo.colour()),
            photo.alpha().map(this::resized),
            photo.format(),
            photo.lossless(),
            photo.metadata(),
            photo.warnings())) {
      return base.withColour(FacePaster.replace(base, faces.get(0), prepared.mono()));
    }
  }
}
