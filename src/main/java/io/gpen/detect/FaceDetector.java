package io.gpen.detect;

import io.gpen.face.Face;
import java.util.List;
import org.opencv.core.Mat;

/**
 * Finds the faces of a photo, each once. Threads that call it at the same time wait for one
 * another.
 */
public interface FaceDetector extends AutoCloseable {

  /**
   * Finds faces.
   *
   * @param photo 8-bit BGR, upright; not changed
   * @param minScore faces of a lower score are left out, 0 to 1
   * @return the faces in pixels of the photo, in descending score
   */
  List<Face> detect(Mat photo, double minScore);

  /**
   * Finds faces and, on very large ones, perhaps second, smaller faces that are none.
   *
   * @param photo 8-bit BGR, upright; not changed
   * @param minScore faces of a lower score are left out, 0 to 1
   * @return the faces in pixels of the photo, in descending score
   */
  default List<Face> detectWithDuplicates(Mat photo, double minScore) {
    return detect(photo, minScore);
  }

  /**
   * {@return the faces of each of several small pictures, as {@link #detectWithDuplicates} finds
   * them}
   *
   * @param pictures 8-bit BGR, all of the same size; not changed
   * @param minScore faces of a lower score are left out, 0 to 1
   */
  default List<List<Face>> detectAll(List<Mat> pictures, double minScore) {
    return pictures.stream().map(picture -> detectWithDuplicates(picture, minScore)).toList();
  }

  @Override
  void close();
}
