package io.gpen.degrade.stage;

/** Refuses numbers that no stage can work with. */
final class Require {

  private Require() {}

  static void finite(String name, double value) {
    check(Double.isFinite(value), name, value);
  }

  static void positive(String name, double value) {
    check(value > 0 && Double.isFinite(value), name, value);
  }

  static void notNegative(String name, double value) {
    check(value >= 0 && Double.isFinite(value), name, value);
  }

  private static void check(boolean valid, String name, double value) {
    if (!valid) {
      throw new IllegalArgumentException(name + " cannot be " + value);
    }
  }
}
