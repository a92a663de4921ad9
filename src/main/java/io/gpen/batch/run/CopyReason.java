package io.gpen.batch.run;

import io.gpen.face.FaceOutcome;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says why nothing was restored in a photo. */
final class CopyReason {

  private CopyReason() {}

  /** {@return the reason, from what became of its faces} */
  static String of(List<FaceOutcome> faces) {
    if (faces.isEmpty()) {
      return "no face found";
    }
    return faces.stream().map(CopyReason::of).distinct().collect(Collectors.joining("; "));
  }

  private static String of(FaceOutcome face) {
    if (face instanceof FaceOutcome.Kept) {
      return String.format(
          Locale.ROOT, "face kept, finer than the generator (shrunk %.1f times)", face.shrink());
    }
    return face instanceof FaceOutcome.Failed failed
        ? "face left out: " + failed.reason()
        : "face not restored";
  }
}
