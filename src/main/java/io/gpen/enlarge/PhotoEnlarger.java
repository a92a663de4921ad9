package io.gpen.enlarge;

import io.gpen.image.Photo;

/** Enlarges photos. One thread at a time may use it. Owns native memory: close it. */
public interface PhotoEnlarger extends AutoCloseable {

  /** {@return the largest factor that the network can reach, 1 to 4} */
  int largestFactor();

  /**
   * Enlarges a photo.
   *
   * @param photo the photo, not changed
   * @param factor how many times as long both sides become, 1 to {@link #largestFactor()}; 1 sends
   *     the photo through the network and keeps its size
   * @return a photo whose sides are exactly so many times as long, in the depth and channels of the
   *     given one, with alpha and stated resolution enlarged as well; the caller owns it
   * @throws io.gpen.engine.EngineException if the network does not work or there is not enough
   *     memory for it
   */
  Photo enlarge(Photo photo, int factor);

  @Override
  void close();
}
