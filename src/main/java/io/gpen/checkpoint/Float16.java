package io.gpen.checkpoint;

/** IEEE 754 half precision: 1 sign bit, 5 exponent bits, 10 fraction bits. */
public final class Float16 {

  private static final int EXPONENT = 0x7c00;
  private static final int FRACTION = 0x03ff;
  private static final int FRACTION_BITS = 10;

  /** How much wider the exponent's bias is in float32. */
  private static final int BIAS_DIFFERENCE = 127 - 15;

  private static final int FLOAT_FRACTION_BITS = 23;
  private static final int DROPPED_BITS = FLOAT_FRACTION_BITS - FRACTION_BITS;

  /** The value of one unit in the last place of subnormal numbers. */
  private static final float SUBNORMAL_UNIT = 0x1p-24f;

  private Float16() {}

  /**
   * {@return the float32 of the same value; every half has one}
   *
   * @param half the value
   */
  public static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = half & EXPONENT;
    int fraction = half & FRACTION;
    if (exponent == 0) {
      float magnitude = fraction * SUBNORMAL_UNIT;
      return sign == 0 ? magnitude : -magnitude;
    }
    int wide =
        exponent == EXPONENT
            ? 0x7f800000
            : (exponent >> FRACTION_BITS) + BIAS_DIFFERENCE << FLOAT_FRACTION_BITS;
    return Float.intBitsToFloat(sign | wide | fraction << DROPPED_BITS);
  }

  /**
   * {@return the nearest half; of two equally near ones the one whose last bit is 0}
   *
   * @param value any number
   */
  public static short fromFloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    if (Float.isNaN(value)) {
      return (short) (sign | 0x7e00);
    }
    float magnitude = Math.abs(value);
    if (magnitude < 0x1p-14f) {
      // Subnormal: adding 0.5 lines the last place up with float32's, which then rounds by itself.
      int rounded = Float.floatToRawIntBits(magnitude + 0.5f) - Float.floatToRawIntBits(0.5f);
      return (short) (sign | rounded);
    }
    int wide = bits & 0x7fffffff;
    int rounded = wide + (1 << DROPPED_BITS - 1) - 1 + (wide >>> DROPPED_BITS & 1);
    int half = (rounded >>> DROPPED_BITS) - (BIAS_DIFFERENCE << FRACTION_BITS);
    return (short) (sign | Math.min(half, EXPONENT));
  }
}
