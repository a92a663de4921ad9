package io.gpen.restore;

import io.gpen.face.AlignedFace;
import io.gpen.generate.FaceGenerator;
import io.gpen.image.Photo;
import io.gpen.restore.FaceResult.Fate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.opencv.core.Mat;

/** The steps that photos with faces and aligned crops have in common. */
final class CropGeneration {

  private static final String NO_NUMBERS = "the generator made no numbers of it";

  private CropGeneration() {}

  /** Runs the generator on every crop; one of which it makes no numbers leaves an empty Mat. */
  static void run(FaceGenerator generator, List<PreparedPhoto> photos) {
    photos.forEach(PreparedPhoto::discardRestored);
    List<Mat> crops =
        photos.stream().flatMap(photo -> photo.aligned().stream()).map(AlignedFace::crop).toList();
    synchronized (generator) {
      Iterator<Mat> restored = generator.restore(crops).iterator();
      for (PreparedPhoto photo : photos) {
        photo.aligned().forEach(face -> photo.restored().add(restored.next()));
      }
    }
  }

  /**
   * {@return the outcome, which takes the crops over}
   *
   * @param prepared the photo with restored crops
   * @param paste makes the restored photo of the faces that the generator restored and their
   *     restored crops; not called if there are none
   */
  static RestoredPhoto finish(
      PreparedPhoto prepared, BiFunction<List<AlignedFace>, List<Mat>, Photo> paste) {
    List<FaceResult> results = new ArrayList<>();
    List<AlignedFace> faces = new ArrayList<>();
    List<Mat> restored = new ArrayList<>();
    Iterator<AlignedFace> aligned = prepared.aligned().iterator();
    Iterator<Mat> crops = prepared.restored().iterator();
    for (FaceResult face : prepared.faces()) {
      if (face.fate() != Fate.RESTORED) {
        results.add(face);
        continue;
      }
      AlignedFace before = aligned.next();
      Mat after = crops.next();
      if (after.empty()) {
        results.add(new FaceResult(face.face(), Fate.SKIPPED, face.shrink(), NO_NUMBERS));
      } else {
        results.add(face);
        faces.add(before);
        restored.add(after);
      }
    }
    Optional<Photo> photo =
        faces.isEmpty() ? Optional.empty() : Optional.of(paste.apply(faces, restored));
    return new RestoredPhoto(photo, List.copyOf(results), prepared.takeCrops(), prepared.mono());
  }
}
