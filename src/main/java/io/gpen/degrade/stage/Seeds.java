package io.gpen.degrade.stage;

/** Makes independent seeds of seeds that are near each other. */
public final class Seeds {

  private Seeds() {}

  /**
   * {@return a number all of whose bits depend on all bits of the seed}
   *
   * @param seed any number
   */
  public static long mixed(long seed) {
    // The mixing of SplitMix64 (Steele, Lea, Flood 2014).
    long z = (seed ^ seed >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
