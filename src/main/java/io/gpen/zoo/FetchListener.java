package io.gpen.zoo;

import java.util.OptionalLong;

/** Hears how a download goes on. */
@FunctionalInterface
public interface FetchListener {

  /**
   * More bytes have come.
   *
   * @param done how many are there, those of earlier attempts included
   * @param total how many there will be, if known
   */
  void progress(long done, OptionalLong total);
}
