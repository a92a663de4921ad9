package io.gpen.restore;

import io.gpen.face.Face;
import io.gpen.image.Photo;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/**
 * Restores photos in three stages (of which the second also enlarges them), so that a batch can
 * overlap the first and the last with the network of other photos. The stages of one photo are
 * called in order; different stages may run on different threads at the same time, for different
 * photos. The networks stay their owner's.
 */
public interface PhotoRestorer {

  /**
   * Finds, chooses and cuts out the faces.
   *
   * @param photo the photo, taken over
   * @param holes where it is to be filled, for {@link FaceTask.Inpaint}: one 8-bit channel of the
   *     photo's size, 255 in the holes and 0 elsewhere; taken over
   * @param faces its faces, if they are known; they are not looked for then
   * @return the photo and its faces, to be closed by the caller
   */
  PreparedPhoto prepare(Photo photo, Optional<Mat> holes, Optional<List<Face>> faces);

  /**
   * Finds, chooses and cuts out the faces of a photo of which nothing is known.
   *
   * @param photo the photo, taken over
   * @return the photo and its faces, to be closed by the caller
   */
  default PreparedPhoto prepare(Photo photo) {
    return prepare(photo, Optional.empty(), Optional.empty());
  }

  /**
   * {@return how many crops go through the generator together; photos that have fewer are best
   * given to {@link #generate} together with others}
   */
  int batch();

  /**
   * Enlarges the photo, if that was asked for, before or after its faces go through the generator.
   * Does nothing if it is enlarged already.
   *
   * @param photo the photo; receives the enlarged one
   */
  default void enlarge(PreparedPhoto photo) {}

  /**
   * Runs the generator on every waiting face. If it throws, the faces are still waiting, and the
   * photos can be given again, together or one by one.
   *
   * @param photos the photos; receive the outcome of each face
   */
  void generate(List<PreparedPhoto> photos);

  /**
   * Pastes the restored faces into a copy of the photo.
   *
   * @param prepared the photo, of which no face is waiting; gives its faces up
   * @return the result, to be closed by the caller; independent of {@code prepared}
   */
  PastedPhoto paste(PreparedPhoto prepared);

  /**
   * Restores one photo from beginning to end.
   *
   * @param photo the photo, taken over
   * @return the result, to be closed by the caller
   */
  default PastedPhoto restore(Photo photo) {
    try (PreparedPhoto prepared = prepare(photo)) {
      enlarge(prepared);
      generate(List.of(prepared));
      return paste(prepared);
    }
  }
}
