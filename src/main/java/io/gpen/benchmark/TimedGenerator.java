package io.gpen.benchmark;

import io.gpen.generate.FaceGenerator;
import io.gpen.generate.GeneratedCrop;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.opencv.core.Mat;

/** Measures the time in a generator. Closing it leaves the generator open. */
final class TimedGenerator implements FaceGenerator {

  private static final double NANOS = 1e9;

  private final String name;
  private final FaceGenerator generator;
  private final AtomicLong nanos = new AtomicLong();

  TimedGenerator(String name, FaceGenerator generator) {
    this.name = name;
    this.generator = generator;
  }

  /** {@return what results call it} */
  String name() {
    return name;
  }

  /** {@return the seconds in the generator since the last call} */
  double lap() {
    return nanos.getAndSet(0) / NANOS;
  }

  @Override
  public int size() {
    return generator.size();
  }

  @Override
  public int batch() {
    return generator.batch();
  }

  /** Every face is used, however sharp: generated photos have grain and hardly an edge. */
  @Override
  public double share(double blur, double magnification) {
    return 1;
  }

  @Override
  public List<GeneratedCrop> restore(List<Mat> crops) {
    long start = System.nanoTime();
    List<GeneratedCrop> restored = generator.restore(crops);
    nanos.addAndGet(System.nanoTime() - start);
    return restored;
  }

  @Override
  public void close() {
    // The generator belongs to the caller.
  }
}
