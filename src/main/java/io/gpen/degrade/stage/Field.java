package io.gpen.degrade.stage;

/** Fields of random numbers of one channel, for textures. */
final class Field {

  /** The increment and the mixing of SplitMix64. */
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private Field() {}

  private static long mixed(long state) {
    long z = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /**
   * {@return independent numbers of mean 0 and deviation 1, bell-shaped within 3.5} Each is the sum
   * of four uniform ones of 16 bits.
   */
  static Pixels white(int width, int height, long seed) {
    Pixels field = Pixels.black(width, height, 1);
    // The deviation of four uniform numbers of 0..65535.
    float scale = (float) (1 / (65536 * StrictMath.sqrt(4 / 12.0)));
    long state = mixed(seed);
    for (int i = 0; i < field.values().length; i++) {
      state += GAMMA;
      long bits = mixed(state);
      long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
      field.values()[i] = (sum - 131070) * scale;
    }
    return field;
  }

  /**
   * {@return numbers of mean 0 and deviation near 1 that change slowly}
   *
   * @param cell how far two independent numbers are apart, in pixels
   */
  static Pixels smooth(int width, int height, double cell, long seed) {
    int columns = (int) Math.ceil(width / cell) + 1;
    int rows = (int) Math.ceil(height / cell) + 1;
    Pixels coarse = white(Math.min(columns, width), Math.min(rows, height), seed);
    return new Resize(width, height).apply(coarse);
  }

  /** {@return the field scaled to the deviation 1} */
  static Pixels standardized(Pixels field) {
    double squares = 0;
    for (float value : field.values()) {
      squares += value * value;
    }
    float scale = (float) (1 / Math.sqrt(Math.max(1e-12, squares / field.values().length)));
    float[] scaled = field.copy();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= scale;
    }
    return field.with(scaled);
  }
}
