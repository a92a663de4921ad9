package io.gpen.generate;

import io.gpen.face.ShareCurve;
import java.util.List;
import org.opencv.core.Mat;

/** Restores aligned face crops. Threads that call it at the same time wait for one another. */
public interface FaceGenerator extends AutoCloseable {

  /** {@return the side of the square crops in pixels} */
  int size();

  /** {@return how many crops go through the network together} */
  int batch();

  /**
   * {@return how much of what it makes of a face is used, 0 to 1}
   *
   * @param blur the blur of the face before, in pixels of the crop, or infinity
   * @param magnification how many pixels of the crop one pixel of the photo becomes, along one axis
   */
  default double share(double blur, double magnification) {
    return ShareCurve.DEFAULT.share(blur, magnification);
  }

  /**
   * Restores crops.
   *
   * @param crops 8-bit BGR, square, of {@link #size()}; not changed
   * @return what became of each crop, in the same order, which the caller owns
   */
  List<GeneratedCrop> restore(List<Mat> crops);

  @Override
  void close();
}
