package io.gpen.batch.manifest;

import io.gpen.batch.BatchRequest;
import io.gpen.files.PathText;
import io.gpen.files.Sha256;
import io.gpen.image.PhotoFormat;
import io.gpen.restore.RestoreOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything beside the input that decides which files come out and with which pixels. This is the
 * one place that lists it; threads, verbosity and an automatic choice of the device are none of it.
 *
 * @param pipeline the version of the pipeline
 * @param options name to value, as on the command line
 * @param models role to SHA-256 of the weights
 */
public record ProcessingFingerprint(
    int pipeline, SortedMap<String, String> options, SortedMap<String, String> models) {

  /** Raised only when the same input, options and models give other pixels or files than before. */
  public static final int PIPELINE_VERSION = 2;

  private static final String SAVE_FACES = "save-faces";
  private static final String COMPARE = "compare";

  /** {@return the fingerprint of a request} */
  public static ProcessingFingerprint of(BatchRequest request) {
    RestoreOptions restore = request.restore();
    SortedMap<String, String> options = new TreeMap<>();
    options.put("score", Double.toString(restore.minScore()));
    options.put("min-face", Double.toString(restore.minFace()));
    options.put("max-faces", Integer.toString(restore.maxFaces()));
    options.put("choice", restore.choice().name());
    options.put("max-shrink", Double.toString(restore.maxShrink()));
    options.put("alpha", Double.toString(restore.alpha()));
    options.put("mono", restore.mono().name());
    options.put("aligned", Boolean.toString(restore.aligned()));
    options.put("format", request.write().format().map(PhotoFormat::name).orElse("as input"));
    options.put("quality", Integer.toString(request.write().quality()));
    options.put("strip-metadata", Boolean.toString(request.write().stripMetadata()));
    if (restore.parses()) {
      // What earlier versions always did needs no word: their work counts as done.
      options.put("mask", restore.mask().name());
    }
    putFolder(options, SAVE_FACES, request.saveFaces());
    putFolder(options, COMPARE, request.compare());
    SortedMap<String, String> models = new TreeMap<>();
    for (Map.Entry<String, Sha256> model : request.models().entrySet()) {
      models.put(model.getKey(), model.getValue().hex());
    }
    return new ProcessingFingerprint(PIPELINE_VERSION, options, models);
  }

  /**
   * {@return whether what was made with this fingerprint is all that another one would make}
   * Pictures beside the photo that nobody asks for any more are no reason to do it again.
   */
  public boolean covers(ProcessingFingerprint wanted) {
    return pipeline == wanted.pipeline
        && models.equals(wanted.models)
        && without(SAVE_FACES, COMPARE).equals(wanted.without(SAVE_FACES, COMPARE))
        && coversFolder(SAVE_FACES, wanted)
        && coversFolder(COMPARE, wanted);
  }

  private boolean coversFolder(String option, ProcessingFingerprint wanted) {
    String folder = wanted.options.get(option);
    return folder == null || folder.equals(options.get(option));
  }

  private SortedMap<String, String> without(String... names) {
    SortedMap<String, String> rest = new TreeMap<>(options);
    for (String name : names) {
      rest.remove(name);
    }
    return rest;
  }

  private static void putFolder(Map<String, String> options, String name, Optional<Path> folder) {
    folder.ifPresent(f -> options.put(name, PathText.of(f.toAbsolutePath().normalize())));
  }
}
