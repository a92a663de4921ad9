package io.gpen.api;

import io.gpen.face.ShareCurve;
import io.gpen.generate.FaceGenerator;
import io.gpen.generate.GeneratedCrop;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.opencv.core.Mat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs at level DEBUG how long it took from the start of Java to the first face. */
final class StartUp {

  private static final Logger LOG = LoggerFactory.getLogger(StartUp.class);

  private StartUp() {}

  /** Logs that the start has reached a point. */
  static void reached(String what) {
    if (LOG.isDebugEnabled()) {
      long now = System.currentTimeMillis();
      LOG.debug("{} ms: {}", now - ManagementFactory.getRuntimeMXBean().getStartTime(), what);
    }
  }

  /** {@return the same generator, which logs its first face at level DEBUG} */
  static FaceGenerator watched(FaceGenerator generator) {
    return LOG.isDebugEnabled() ? new Watched(generator) : generator;
  }

  private static final class Watched implements FaceGenerator {
    private final FaceGenerator generator;
    private boolean logged;

    Watched(FaceGenerator generator) {
      this.generator = generator;
    }

    @Override
    public int size() {
      return generator.size();
    }

    @Override
    public int batch() {
      return generator.batch();
    }

    @Override
    public ShareCurve shares() {
      return generator.shares();
    }

    @Override
    public List<GeneratedCrop> restore(List<Mat> crops) {
      List<GeneratedCrop> restored = generator.restore(crops);
      if (!logged) {
        logged = true;
        reached("first face");
      }
      return restored;
    }

    @Override
    public void close() {
      generator.close();
    }
  }
}
