package io.gpen.zoo;

import io.gpen.DeterministicWeights;
import io.gpen.checkpoint.CheckpointWriter;
import io.gpen.checkpoint.StateDict;
import io.gpen.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Small zoos for tests. */
public final class Zoos {

  private Zoos() {}

  /** Writes weights of a small generator, different ones for different seeds. */
  public static Path weights(Path file, long seed) throws IOException {
    try (StateDict weights =
        DeterministicWeights.of(
            "vectors/gpen/g64-m1-n0.25.keys.tsv", DeterministicWeights.Family.GPEN, seed)) {
      CheckpointWriter.writePth(file, weights, Optional.empty());
    }
    return file;
  }

  /**
   * Makes the default generator of {@link #catalogue} one of a pair, at a fidelity of a quarter.
   */
  public static void pair(Path folder) throws IOException {
    Path file = folder.resolve(Catalog.FILE);
    String entry =
        """
        {"name": "small-sharp", "task": "restoration", "architecture": "GPEN", "size": 64,
           "files": ["small-sharp.pth"], "licence": "none", "training": "none"},
          {"name": "small", "sharp": "small-sharp", "fidelity": 0.25,\
        """;
    Files.writeString(file, Files.readString(file).replace("{\"name\": \"small\",", entry));
  }

  /** Writes a catalogue of a default generator, a larger one and a detector. */
  public static void catalogue(Path folder, Optional<Sha256> digest) throws IOException {
    String sha256 = digest.map(d -> "\"sha256\": \"" + d + "\",").orElse("");
    Files.writeString(
        folder.resolve(Catalog.FILE),
        """
        {"models": [
          {"name": "small", "task": "restoration", "architecture": "GPEN", "size": 64,
           "files": ["small.pth", "old-small.pth"], %s "licence": "none", "training": "none",
           "default": true},
          {"name": "large", "task": "restoration", "architecture": "GPEN", "size": 512,
           "files": ["large.pth"], "licence": "none", "training": "none"},
          {"name": "larger", "task": "restoration", "architecture": "GPEN", "size": 1024,
           "files": ["larger.pth"], "licence": "none", "training": "none"},
          {"name": "finder", "task": "detection", "architecture": "RetinaFace",
           "files": ["finder.pth"], "licence": "none", "training": "none", "default": true,
           "shipped": true}
        ]}
        """
            .formatted(sha256));
  }
}
