package io.gpen.image.jpeg;

/** Hears where in a sequential JPEG file each row of units begins. */
interface RowListener {

  /** Does not listen. */
  RowListener NONE =
      new RowListener() {
        @Override
        public void scan(JpegScan scan, JpegTables tables, int restartInterval, int start) {}

        @Override
        public void row(long place, int[] predictions) {}

        @Override
        public void end(long place) {}
      };

  /**
   * A scan begins.
   *
   * @param scan what its header says
   * @param tables the Huffman tables at this place
   * @param restartInterval units from restart to restart, 0 for none
   * @param start the place of its first byte
   */
  void scan(JpegScan scan, JpegTables tables, int restartInterval, int start);

  /**
   * A row begins.
   *
   * @param place the place of its first bit, as {@link JpegBits#place} gives it
   * @param predictions the DC coefficients before it, for each component of the scan
   */
  void row(long place, int[] predictions);

  /**
   * The scan has come to its end, with all rows or not.
   *
   * @param place the place behind the last bit
   */
  void end(long place);
}
