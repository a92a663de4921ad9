package io.gpen.align;

import io.gpen.face.AlignedFace;
import io.gpen.face.Face;
import io.gpen.face.PhotoWindow;
import io.gpen.face.Point;
import io.gpen.face.SimilarityTransform;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Cuts faces out of a photo and turns them upright on the template. */
public final class FaceAligner {

  /** Pixels around the crop that interpolation may read. */
  private static final int MARGIN = 2;

  private final int size;
  private final List<Point> template;

  /**
   * Makes crops of one size.
   *
   * @param size side of the square crops in pixels
   */
  public FaceAligner(int size) {
    this.size = size;
    this.template = FaceTemplate.points(size);
  }

  /**
   * {@return the transform from the photo to the crop, or nothing if the landmarks do not determine
   * one}
   *
   * @param face a face in pixels of the photo
   */
  public Optional<SimilarityTransform> toCrop(Face face) {
    return SimilarityEstimate.between(face.landmarks().points(), template);
  }

  /**
   * {@return the crop of a face, black where it reaches outside the photo}
   *
   * @param photo 8-bit BGR; not changed
   * @param face a face in pixels of the photo
   * @param toCrop maps pixels of the photo to pixels of the crop
   */
  public AlignedFace crop(Mat photo, Face face, SimilarityTransform toCrop) {
    Mat crop = new Mat(size, size, photo.type(), Scalar.all(0));
    Rect window = PhotoWindow.of(toCrop.inverse(), 0, size, MARGIN, photo.cols(), photo.rows());
    if (!window.empty()) {
      warp(photo, window, toCrop, crop);
    }
    return new AlignedFace(face, crop, toCrop);
  }

  /** Only the part of the photo that is read: OpenCV cannot warp pictures over 32767 pixels. */
  private void warp(Mat photo, Rect window, SimilarityTransform toCrop, Mat crop) {
    Point shift = toCrop.apply(new Point(window.x, window.y));
    Mat matrix = new Mat(2, 3, CvType.CV_64F);
    Mat part = photo.submat(window);
    try {
      matrix.put(
          0, 0, new SimilarityTransform(toCrop.a(), toCrop.b(), shift.x(), shift.y()).rows());
      Imgproc.warpAffine(
          part,
          crop,
          matrix,
          new Size(size, size),
          Imgproc.INTER_LINEAR,
          Core.BORDER_CONSTANT,
          Scalar.all(0));
    } finally {
      matrix.release();
      part.release();
    }
  }
}
