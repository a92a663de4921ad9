package io.gpen.generate;

import java.util.List;
import org.opencv.core.Mat;

/** Restores aligned face crops. */
public interface FaceGenerator extends AutoCloseable {

  /** {@return the side of the square crops in pixels} */
  int size();

  /** {@return how many crops go through the network together} */
  int batch();

  /**
   * Restores crops.
   *
   * @param crops 8-bit BGR, square, of {@link #size()}; not changed
   * @return the restored crops in the same order and form, which the caller owns; an empty Mat for
   *     a crop of which the network made no numbers
   */
  List<Mat> restore(List<Mat> crops);

  @Override
  void close();
}
