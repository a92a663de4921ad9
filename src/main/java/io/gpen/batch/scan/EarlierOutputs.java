package io.gpen.batch.scan;

import io.gpen.batch.BatchAbortedException;
import io.gpen.batch.manifest.Manifest;
import io.gpen.batch.manifest.ManifestIndex;
import io.gpen.files.FileState;
import io.gpen.files.PathText;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the pictures that earlier runs wrote from the photos among which they lie. */
final class EarlierOutputs {

  private static final Logger LOG = LoggerFactory.getLogger(EarlierOutputs.class);

  private final Map<Path, ManifestIndex> folders = new HashMap<>();

  /** Remembers what the manifest of an output folder says, if the folder has one. */
  void addFolder(Path folder) {
    try {
      ManifestIndex index = Manifest.peek(folder);
      if (!index.entries().isEmpty()) {
        folders.put(folder, index);
      }
    } catch (BatchAbortedException e) {
      LOG.warn("pictures in {} may be outputs of an earlier run: {}", folder, e.getMessage());
    }
  }

  /** {@return whether an earlier run wrote a file that has not been changed since} */
  boolean contains(Path file) {
    if (SidePictureName.matches(file.getFileName().toString())) {
      return true;
    }
    for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      ManifestIndex index = folders.get(folder);
      if (index != null) {
        String output = PathText.of(folder.relativize(file)).replace(File.separatorChar, '/');
        Optional<FileState> written = index.at(output).flatMap(ManifestIndex.Entry::written);
        return written.isPresent() && isStill(written.get(), file);
      }
    }
    return false;
  }

  private static boolean isStill(FileState written, Path file) {
    try {
      return written.stillHolds(file);
    } catch (IOException e) {
      return false;
    }
  }
}
