package io.gpen.checkpoint;

/** The upper half of a float32: its range with 7 fraction bits. */
public final class BFloat16 {

  private BFloat16() {}

  /**
   * {@return the float32 of the same value}
   *
   * @param bits the value
   */
  public static float toFloat(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  /**
   * {@return the nearest bfloat16; of two equally near ones the one whose last bit is 0}
   *
   * @param value any number
   */
  public static short fromFloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      // Rounding could carry the fraction away and leave an infinity.
      return (short) (bits >>> 16 | 0x40);
    }
    return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
  }
}
