package io.gpen.engine;

/**
 * How networks are run.
 *
 * @param device where
 * @param threads the threads that one operator may use on the CPU; 0 for {@code OMP_NUM_THREADS}
 *     or, if that is not set, all cores
 */
public record EngineOptions(DeviceChoice device, int threads) {

  /** All cores, CUDA if it is there. */
  public static final EngineOptions DEFAULT = new EngineOptions(DeviceChoice.AUTO, 0);

  /** Refuses a negative number of threads. */
  public EngineOptions {
    if (threads < 0) {
      throw new IllegalArgumentException("the number of threads must not be negative: " + threads);
    }
  }
}
