package io.gpen.detect;

import io.gpen.face.Face;
import java.util.List;
import org.opencv.core.Mat;

/** One run of a detector on one picture. */
interface SingleLook {

  /**
   * {@return the faces over a score, in pixels of the picture, in descending score}
   *
   * @param picture 8-bit BGR; not changed
   * @param minScore faces of a lower score are left out, 0 to 1
   */
  List<Face> detect(Mat picture, double minScore);
}
