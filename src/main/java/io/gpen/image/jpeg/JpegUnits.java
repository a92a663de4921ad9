package io.gpen.image.jpeg;

/** The smallest pieces that a JPEG scan is made of: MCUs, or blocks in a scan of one component. */
interface JpegUnits {

  /** Forgets what goes on from unit to unit, at the beginning of a scan or restart interval. */
  void restart();

  /**
   * Passes over one unit.
   *
   * @param bits where it begins
   * @param scan the scan it is of
   * @param unit its number in the scan
   */
  void pass(JpegBits bits, JpegScan scan, int unit);

  /**
   * {@return the DC coefficients that the next unit is coded against, for each component of the
   * scan; zeros where they are not followed}
   */
  default int[] predictions() {
    return new int[4];
  }
}
