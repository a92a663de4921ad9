package io.gpen.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Half precision and bfloat16 against their definitions. */
class Float16Test {

  private static final int RANDOM_VALUES = 2_000_000;

  @Test
  void everyHalfHasTheValueOfItsBits() {
    for (int bits = 0; bits <= 0xffff; bits++) {
      float value = Float16.toFloat((short) bits);
      if ((bits & 0x7c00) == 0x7c00 && (bits & 0x3ff) != 0) {
        assertTrue(Float.isNaN(value));
        assertTrue(Float.isNaN(Float16.toFloat(Float16.fromFloat(value))));
      } else {
        assertEquals(definition(bits), (double) value);
        assertEquals((short) bits, Float16.fromFloat(value), Integer.toHexString(bits));
      }
    }
  }

  private static double definition(int bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double magnitude =
        exponent == 0x1f
            ? Double.POSITIVE_INFINITY
            : exponent == 0
                ? fraction * Math.pow(2, -24)
                : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
    return (bits & 0x8000) == 0 ? magnitude : -magnitude;
  }

  @ParameterizedTest
  @CsvSource({
    "65504, 7bff", // the largest
    "65519.996, 7bff", // still nearer to it than to the next power of two
    "65520, 7c00", // half way, away from the odd one: infinite
    "1e30, 7c00",
    "-1e30, fc00",
    "1.00048828125, 3c00", // half way between 1 and the next: to the even one
    "1.00146484375, 3c02", // half way: to the even one, upwards
    "5.9604645e-8, 0001", // the smallest
    "2.9802322e-8, 0000", // half of it: to the even one
    "2.9802326e-8, 0001",
    "8.940697e-8, 0002", // one and a half: to the even one
    "6.0975552e-5, 03ff", // the largest subnormal
    "6.1005354e-5, 0400", // half way to the smallest normal: to the even one
    "-0.0, 8000"
  })
  void roundsToTheNearestAndTiesToEven(float value, String bits) {
    assertEquals(bits, String.format("%04x", Float16.fromFloat(value) & 0xffff));
  }

  @Test
  void noOtherHalfIsNearer() {
    Random random = new Random(1);
    for (int i = 0; i < RANDOM_VALUES; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (!(Math.abs(value) < 65504)) {
        continue;
      }
      int bits = Float16.fromFloat(value) & 0xffff;
      double error = Math.abs(Float16.toFloat((short) bits) - (double) value);
      for (int other : new int[] {bits - 1, bits + 1}) {
        if ((other & 0x7fff) <= 0x7bff && (other & 0x8000) == (bits & 0x8000)) {
          double otherError = Math.abs(Float16.toFloat((short) other) - (double) value);
          assertTrue(error < otherError || error == otherError && bits % 2 == 0, () -> "" + value);
        }
      }
    }
  }

  @Test
  void everyBFloat16ComesBack() {
    for (int bits = 0; bits <= 0xffff; bits++) {
      float value = BFloat16.toFloat((short) bits);
      assertEquals(bits << 16, Float.floatToRawIntBits(value));
      if (!Float.isNaN(value)) {
        assertEquals((short) bits, BFloat16.fromFloat(value));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3f808000, 3f80", // half way: to the even one
    "3f818000, 3f82", // half way: to the even one, upwards
    "3f808001, 3f81",
    "3f807fff, 3f80",
    "7f7fffff, 7f80", // beyond the largest: infinite
    "7f800001, 7fc0", // NaN stays NaN
    "ff800000, ff80"
  })
  void bfloat16RoundsToTheNearestAndTiesToEven(String floatBits, String bits) {
    float value = Float.intBitsToFloat(Integer.parseUnsignedInt(floatBits, 16));
    assertEquals(bits, String.format("%04x", BFloat16.fromFloat(value) & 0xffff));
  }
}
