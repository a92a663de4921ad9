package io.gpen.generate;

import java.util.List;
import org.opencv.core.Mat;

/** Restores aligned face crops. Threads that call it at the same time wait for one another. */
public interface FaceGenerator extends AutoCloseable {

  /** {@return the side of the square crops in pixels} */
  int size();

  /** {@return how many crops go through the network together} */
  int batch();

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
