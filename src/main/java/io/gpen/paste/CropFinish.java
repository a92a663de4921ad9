package io.gpen.paste;

import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.imgproc.Imgproc;

/** What is done to a restored crop before it is warped back. */
final class CropFinish {

  private CropFinish() {}

  /**
   * {@return the crop as it goes into the photo, which the caller owns (its pixels may be those of
   * the restored one): softened if the face is small in the photo, then mixed with the crop as it
   * was, then grey if the photo takes only lightness}
   *
   * @param restored 8-bit BGR, not changed
   * @param before the crop as it was, not changed
   * @param small whether the face is small in the photo
   * @param alpha share of the restored crop, 0 to 1
   * @param grey whether the result has one channel
   */
  static Mat of(Mat restored, Mat before, boolean small, double alpha, boolean grey) {
    if (!small && alpha >= 1 && !grey) {
      return restored.submat(0, restored.rows(), 0, restored.cols());
    }
    Mat crop = restored.clone();
    if (small) {
      soften(crop);
    }
    if (alpha < 1) {
      Core.addWeighted(crop, alpha, before, 1 - alpha, 0, crop);
    }
    if (grey) {
      Imgproc.cvtColor(crop, crop, Imgproc.COLOR_BGR2GRAY);
    }
    return crop;
  }

  private static void soften(Mat crop) {
    Mat kernel = new Mat(1, PasteConstants.SMALL_FACE_KERNEL.length, CvType.CV_32F);
    kernel.put(0, 0, PasteConstants.SMALL_FACE_KERNEL);
    Imgproc.sepFilter2D(
        crop, crop, -1, kernel, kernel, new Point(-1, -1), 0, Core.BORDER_REFLECT_101);
    kernel.release();
  }
}
