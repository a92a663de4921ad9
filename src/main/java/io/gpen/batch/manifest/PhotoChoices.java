package io.gpen.batch.manifest;

import io.gpen.batch.BatchRequest;
import io.gpen.batch.MaskFolder;
import io.gpen.files.Sha256;
import io.gpen.restore.FaceTask;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What somebody has chosen for single photos, beside the {@link ProcessingFingerprint} of all: when
 * it changes, only these photos are done again.
 */
public final class PhotoChoices {

  private PhotoChoices() {}

  /**
   * {@return a digest of the faces that are listed for a photo, or of its mask; null if there is
   * neither}
   *
   * @param request what is asked for
   * @param photo the photo
   * @param relative its place below its input
   */
  public static String of(BatchRequest request, Path photo, String relative) {
    Optional<String> choice =
        request.restore().task() instanceof FaceTask.Inpaint inpaint
            ? new MaskFolder(inpaint.masks()).state(relative)
            : request.restore().selection().list().entry(photo).map(Record::toString);
    return choice.map(text -> Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex()).orElse(null);
  }
}
