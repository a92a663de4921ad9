package io.gpen.zoo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The weights of a model, found on the disk.
 *
 * @param path the file
 * @param entry what the catalogue says about it, if it was asked for by name
 */
public record ModelFile(Path path, Optional<CatalogEntry> entry) {

  /** {@return the name in the catalogue, or else the name of the file} */
  public String name() {
    return entry.map(CatalogEntry::name).orElseGet(() -> path.getFileName().toString());
  }
}
