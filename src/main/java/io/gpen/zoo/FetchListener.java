package io.gpen.zoo;

import java.util.OptionalLong;

/** Receives the progress of a download. */
@FunctionalInterface
public interface FetchListener {

  /**
   * More bytes have arrived.
   *
   * @param done how many are there, those of earlier attempts included
   * @param total how many there will be, if known
   */
  void progress(long done, OptionalLong total);
}
