package io.gpen.degrade.stage;

/** Fields of random numbers of one channel, for textures. */
final class Field {

  /** The increment of SplitMix64. */
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private Field() {}

  /**
   * {@return independent numbers of mean 0 and deviation 1, bell-shaped within 3.5} Each is the sum
   * of four uniform ones of 16 bits.
   */
  static Pixels white(int width, int height, long seed) {
    Pixels field = Pixels.black(width, height, 1);
    // The deviation of four uniform numbers of 0..65535.
    float scale = (float) (1 / (65536 * StrictMath.sqrt(4 / 12.0)));
    long state = Seeds.mixed(seed);
    for (int i = 0; i < field.values().length; i++) {
      state += GAMMA;
      long bits = Seeds.mixed(state);
      long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
      field.values()[i] = (sum - 131070) * scale;
    }
    return field;
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
