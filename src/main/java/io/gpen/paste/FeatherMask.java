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
   * {@return the mask, one float channel 0..1, which the caller owns}
   *
   * @param size side of the square crop in pixels
   */
  public static Mat of(int size) {
    int full = PasteConstants.MASK_SIZE;
    int side = PasteConstants.SQUARE_TO - PasteConstants.SQUARE_FROM + 1;
    Mat mask = Mat.zeros(full, full, CvType.CV_32F);
    Mat square =
        mask.submat(new Rect(PasteConstants.SQUARE_FROM, PasteConstants.SQUARE_FROM, side, side));
    square.setTo(Scalar.all(1));
    square.release();
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
    if (size != full) {
      Imgproc.resize(mask, mask, new Size(size, size), 0, 0, Imgproc.INTER_LINEAR);
    }
    return mask;
  }
}
