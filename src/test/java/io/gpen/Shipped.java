package io.gpen;

import io.gpen.zoo.Catalog;
import io.gpen.zoo.CatalogEntry;
import io.gpen.zoo.ModelTask;
import java.nio.file.Path;
import java.util.List;

/** The default models that come with the project, whatever they are called at the time. */
public final class Shipped {

  private static final Path ZOO = Path.of("model_zoo");
  private static final Catalog CATALOG = Catalog.read(ZOO.resolve(Catalog.FILE));

  private Shipped() {}

  /** {@return the generator that is used when no other is named} */
  public static CatalogEntry generator() {
    return CATALOG.defaultFor(ModelTask.RESTORATION);
  }

  /** {@return the detector that is used when no other is named} */
  public static CatalogEntry detector() {
    return CATALOG.defaultFor(ModelTask.DETECTION);
  }

  /** {@return all generators that come with the project} */
  public static List<CatalogEntry> generators() {
    return CATALOG.entries().stream()
        .filter(entry -> entry.shipped() && entry.task() == ModelTask.RESTORATION)
        .toList();
  }

  /** {@return the weights of a model that comes with the project} */
  public static Path weights(CatalogEntry entry) {
    return ZOO.resolve(entry.file());
  }
}
