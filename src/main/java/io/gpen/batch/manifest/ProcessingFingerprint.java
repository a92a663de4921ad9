package io.gpen.batch.manifest;

import io.gpen.batch.BatchRequest;
import io.gpen.files.PathText;
import io.gpen.files.Sha256;
import io.gpen.image.PhotoFormat;
import io.gpen.restore.FaceList;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything beside the input and what is chosen for it alone that decides which files come out and
 * with which pixels. This is the one place that lists it; threads, verbosity and an automatic
 * choice of the device are none of it.
 *
 * @param pipeline the version of the pipeline
 * @param options name to value
 * @param models role to SHA-256 of the weights
 */
public record ProcessingFingerprint(
    int pipeline, SortedMap<String, String> options, SortedMap<String, String> models) {

  /** Raised only when the same input, options and models give other pixels or files than before. */
  public static final int PIPELINE_VERSION = 4;

  private static final String SAVE_FACES = "save-faces";
  private static final String COMPARE = "compare";

  /** {@return the fingerprint of a request} */
  public static ProcessingFingerprint of(BatchRequest request) {
    SortedMap<String, String> options = new TreeMap<>();
    describe("", request.restore(), options);
    options.put("format", request.write().format().map(PhotoFormat::name).orElse("as input"));
    options.put("quality", Integer.toString(request.write().quality()));
    options.put("strip-metadata", Boolean.toString(request.write().stripMetadata()));
    options.put("provenance", Boolean.toString(request.write().provenance()));
    putFolder(options, SAVE_FACES, request.saveFaces());
    putFolder(options, COMPARE, request.compare());
    SortedMap<String, String> models = new TreeMap<>();
    for (Map.Entry<String, Sha256> model : request.models().entrySet()) {
      models.put(model.getKey(), model.getValue().hex());
    }
    return new ProcessingFingerprint(PIPELINE_VERSION, options, models);
  }

  /**
   * Every component of the record, and of the records in it: none can be forgotten. The faces that
   * are listed for single photos are those of {@link PhotoChoices}.
   */
  private static void describe(String prefix, Record record, Map<String, String> options) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      String name = prefix + component.getName();
      try {
        Object value = component.getAccessor().invoke(record);
        if (value instanceof Record part) {
          if (component.getType().isInterface()) {
            options.put(name, part.getClass().getSimpleName());
          }
          describe(name + ".", part, options);
        } else if (!(value instanceof FaceList)) {
          options.put(name, String.valueOf(value));
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the options cannot be read: " + name, e);
      }
    }
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
