package io.gpen.batch.run;

import com.sun.management.OperatingSystemMXBean;
import io.gpen.files.FileSteps;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * What a run works with; tests put their own in.
 *
 * @param codec reads and writes photos
 * @param steps hears of each step of the work on files
 * @param clock nanoseconds since whenever
 * @param budget bytes that photos on their way may take
 */
record BatchTools(PhotoCodec codec, FileSteps steps, LongSupplier clock, long budget) {

  /** Enough for the next photo to be ready when the network is; more would only lie about. */
  private static final long MOST = 512L << 20;

  private static final long LEAST = 64L << 20;
  private static final int SHARE = 16;

  /** {@return the tools for real work} */
  static BatchTools real() {
    return new BatchTools(PhotoCodec.real(), FileSteps.NONE, System::nanoTime, budgetOfMachine());
  }

  private static long budgetOfMachine() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine) {
      return Math.max(LEAST, Math.min(MOST, machine.getTotalMemorySize() / SHARE));
    }
    return LEAST;
  }
}
