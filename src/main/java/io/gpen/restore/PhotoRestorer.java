package io.gpen.restore;

import io.gpen.image.Photo;
import java.util.List;

/**
 * Restores one photo in three steps, so that a batch can overlap the first and the last step with
 * the network of other photos. Each step is called once, in order; different steps may run on
 * different threads at the same time, for different photos.
 */
public interface PhotoRestorer extends AutoCloseable {

  /**
   * Finds, chooses and cuts out the faces.
   *
   * @param photo the photo, taken over
   * @return the photo and its crops, to be closed by the caller
   */
  PreparedPhoto prepare(Photo photo);

  /**
   * {@return how many crops go through the generator together; photos that have fewer are best
   * given to {@link #generate} together with others}
   */
  int batch();

  /**
   * Runs the generator on every crop. If it fails, the photos can be given again, together or one
   * by one.
   *
   * @param photos the photos and their crops; receive the restored crops
   */
  void generate(List<PreparedPhoto> photos);

  /**
   * Puts the restored crops back.
   *
   * @param prepared the photo with restored crops
   * @return the outcome, to be closed by the caller; independent of {@code prepared}
   */
  RestoredPhoto paste(PreparedPhoto prepared);

  /**
   * Restores one photo from beginning to end.
   *
   * @param photo the photo, taken over
   * @return the outcome, to be closed by the caller
   */
  default RestoredPhoto restore(Photo photo) {
    try (PreparedPhoto prepared = prepare(photo)) {
      generate(List.of(prepared));
      return paste(prepared);
    }
  }

  @Override
  void close();
}
