package io.gpen.benchmark;

import io.gpen.face.FaceOutcome.Restored;
import io.gpen.paste.FeatherMask;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Pasting as GPEN's {@code face_enhancement.py} does it: every crop and its mask are warped to the
 * size of the whole photo, compared with the largest mask so far and copied where they are larger.
 * The program does the same around each face only.
 */
final class FullSizePaste implements AutoCloseable {

  private final Mat mask;

  FullSizePaste(int size) {
    this.mask = FeatherMask.of(size);
  }

  /** {@return the photo with the restored crops, 8-bit BGR, which the caller owns} */
  Mat paste(Mat photo, List<Restored> faces) {
    Mat largest = Mat.zeros(photo.size(), CvType.CV_32F);
    Mat collected = Mat.zeros(photo.size(), CvType.CV_8UC3);
    Mat warpedMask = new Mat();
    Mat warped = new Mat();
    Mat larger = new Mat();
    Mat toPhoto = new Mat(2, 3, CvType.CV_64F);
    try {
      for (Restored face : faces) {
        toPhoto.put(0, 0, face.aligned().toCrop().inverse().rows());
        warp(face.crop(), warped, toPhoto, photo.size());
        warp(mask, warpedMask, toPhoto, photo.size());
        Core.compare(warpedMask, largest, larger, Core.CMP_GT);
        warpedMask.copyTo(largest, larger);
        warped.copyTo(collected, larger);
      }
      return blend(photo, collected, largest);
    } finally {
      List.of(largest, collected, warpedMask, warped, larger, toPhoto).forEach(Mat::release);
    }
  }

  private static void warp(Mat source, Mat target, Mat matrix, Size size) {
    Imgproc.warpAffine(
        source, target, matrix, size, Imgproc.INTER_LINEAR, Core.BORDER_CONSTANT, Scalar.all(0));
  }

  /** photo (1 - mask) + faces mask, in float32. */
  private static Mat blend(Mat photo, Mat faces, Mat mask) {
    Mat share = new Mat();
    Mat old = new Mat();
    Mat change = new Mat();
    try {
      Core.merge(new ArrayList<>(Collections.nCopies(3, mask)), share);
      photo.convertTo(old, CvType.CV_32F);
      faces.convertTo(change, CvType.CV_32F);
      Core.subtract(change, old, change);
      Core.multiply(change, share, change);
      Core.add(old, change, change);
      Mat result = new Mat();
      change.convertTo(result, CvType.CV_8U);
      return result;
    } finally {
      List.of(share, old, change).forEach(Mat::release);
    }
  }

  @Override
  public void close() {
    mask.release();
  }
}
