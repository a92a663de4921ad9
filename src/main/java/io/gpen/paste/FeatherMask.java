package io.gpen.paste;

import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * How much of a crop goes into the photo: all of it in the middle, softly less towards the edges,
 * nothing at the border.
 */
public final class FeatherMask {

  private FeatherMask() {}

  /**
   * {@return the mask of a filled square, one float channel 0..1, which the caller owns}
   *
   * @param size side of the square crop in pixels
   */
  public static Mat of(int size) {
    int side = PasteConstants.SQUARE_TO - PasteConstants.SQUARE_FROM + 1;
    Mat mask = Mat.zeros(PasteConstants.MASK_SIZE, PasteConstants.MASK_SIZE, CvType.CV_32F);
    fill(mask, new Rect(PasteConstants.SQUARE_FROM, PasteConstants.SQUARE_FROM, side, side), 1);
    return softened(mask, size);
  }

  /**
   * {@return the mask of a face, one float channel 0..1, which the caller owns}
   *
   * @param face what a {@link FaceParser} gave, not changed
   * @param size side of the square crop in pixels
   */
  public static Mat ofFace(Mat face, int size) {
    Mat mask = new Mat();
    face.convertTo(mask, CvType.CV_32F, 1 / 255.0);
    int full = PasteConstants.MASK_SIZE;
    int border = PasteConstants.FACE_BORDER;
    fill(mask, new Rect(0, 0, full, border), 0);
    fill(mask, new Rect(0, full - border, full, border), 0);
    fill(mask, new Rect(0, 0, border, full), 0);
    fill(mask, new Rect(full - border, 0, border, full), 0);
    return softened(mask, size);
  }

  private static void fill(Mat mask, Rect area, double share) {
    Mat part = mask.submat(area);
    part.setTo(Scalar.all(share));
    part.release();
  }

  /** Blurs and resizes in place. */
  private static Mat softened(Mat mask, int size) {
    Size kernel = new Size(PasteConstants.BLUR_KERNEL, PasteConstants.BLUR_KERNEL);
    for (int i = 0; i < PasteConstants.BLURS; i++) {
      Imgproc.GaussianBlur(
          mask,
          mask,
          kernel,
          PasteConstants.BLUR_SIGMA,
          PasteConstants.BLUR_SIGMA,
          Core.BORDER_REFLECT_101);
    }
    if (size != PasteConstants.MASK_SIZE) {
      Imgproc.resize(mask, mask, new Size(size, size), 0, 0, Imgproc.INTER_LINEAR);
    }
    return mask;
  }
}
