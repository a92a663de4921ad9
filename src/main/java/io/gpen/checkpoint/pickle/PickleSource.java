package io.gpen.checkpoint.pickle;

import java.nio.ByteBuffer;

/** The bytes that a pickle is read from; errors name the file and the place in it. */
public interface PickleSource {

  /** {@return the number of bytes} */
  long length();

  /**
   * Fills a buffer.
   *
   * @param position of the first byte
   * @param into is filled up to its limit
   * @param what is read, for messages
   */
  void read(long position, ByteBuffer into, String what);

  /**
   * {@return an exception for bytes that are not valid}
   *
   * @param what is wrong
   * @param position of the bytes
   */
  RuntimeException damaged(String what, long position);
}
