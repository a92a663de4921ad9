package io.gpen.paste;

import org.opencv.core.Mat;

/**
 * Tells which pixels of a restored crop belong to the face. Threads that call it at the same time
 * wait for one another.
 */
public interface FaceParser extends AutoCloseable {

  /**
   * Finds the face.
   *
   * @param crop the restored crop, 8-bit BGR, square, not changed
   * @return one 8-bit channel of 512 x 512 pixels that cover the whole crop, 255 where the face is
   *     and 0 elsewhere, which the caller owns
   */
  Mat parse(Mat crop);

  @Override
  void close();
}
