package io.gpen.zoo;

import io.gpen.files.Sha256;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One model that the catalogue knows.
 *
 * @param name what users call it
 * @param task what it is for
 * @param architecture the kind of network and its sizes, in words
 * @param size side of the square crops in pixels, 0 for models that take any size
 * @param files the names that its file may have in a zoo folder, the usual one first
 * @param origin where {@code models fetch} gets it, if anywhere
 * @param bytes the size of the file, if known
 * @param sha256 the digest of the file, if known
 * @param licence what is known about its licence
 * @param training how it was trained, or where that is told
 * @param isDefault whether it is used for its task when no other is named
 * @param shipped whether it comes with the tool
 */
public record CatalogEntry(
    String name,
    ModelTask task,
    String architecture,
    int size,
    List<String> files,
    Optional<URI> origin,
    OptionalLong bytes,
    Optional<Sha256> sha256,
    String licence,
    String training,
    boolean isDefault,
    boolean shipped) {

  /** Refuses an entry without a file name. */
  public CatalogEntry {
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("the model " + name + " has no file name");
    }
  }

  /** {@return the usual name of its file} */
  public String file() {
    return files.get(0);
  }
}
