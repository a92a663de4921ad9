package io.gpen.image;

import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/** Turns colours that were multiplied with their alpha back into colours of their own. */
public final class AlphaDivision {

  private AlphaDivision() {}

  /** {@return the same pixels with undone colours; the argument is released} */
  public static Pixels apply(Pixels multiplied) {
    if (multiplied.alpha().isEmpty()) {
      return multiplied;
    }
    Mat alpha = multiplied.alpha().get();
    int depth = alpha.depth();
    Mat divisor = new Mat();
    Mat colour = new Mat();
    try {
      if (multiplied.colour().channels() == 3) {
        Imgproc.cvtColor(alpha, divisor, Imgproc.COLOR_GRAY2BGR);
      } else {
        alpha.copyTo(divisor);
      }
      // A division of whole numbers by zero gives zero.
      Core.divide(multiplied.colour(), divisor, colour, depth == CvType.CV_16U ? 65535 : 255);
      return new Pixels(colour, multiplied.alpha(), false);
    } finally {
      divisor.release();
      multiplied.colour().release();
    }
  }
}
