package io.gpen.train;

/** Random numbers that are a function of what they are for, the same on every machine. */
final class Seeds {

  /** The increment and the multipliers of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static final long INCREMENT = 0x9e3779b97f4a7c15L;

  private static final long FIRST = 0xbf58476d1ce4e5b9L;
  private static final long SECOND = 0x94d049bb133111ebL;

  private Seeds() {}

  /** {@return 64 well mixed bits} */
  static long of(long... parts) {
    long mixed = 0;
    for (long part : parts) {
      mixed = mix(mixed + INCREMENT ^ mix(part + INCREMENT));
    }
    return mixed;
  }

  private static long mix(long value) {
    long mixed = (value ^ value >>> 30) * FIRST;
    mixed = (mixed ^ mixed >>> 27) * SECOND;
    return mixed ^ mixed >>> 31;
  }
}
