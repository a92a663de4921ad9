package io.gpen.batch.run;

import io.gpen.restore.PhotoRestorer;
import java.util.function.Supplier;

/** Loads the models when the first photo needs them, and never if none does. */
final class LazyRestorer implements Supplier<PhotoRestorer> {

  private final Supplier<PhotoRestorer> models;
  private PhotoRestorer restorer;

  LazyRestorer(Supplier<PhotoRestorer> models) {
    this.models = models;
  }

  @Override
  public synchronized PhotoRestorer get() {
    if (restorer == null) {
      restorer = models.get();
    }
    return restorer;
  }
}
