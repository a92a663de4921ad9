package io.gpen.restore;

import io.gpen.detect.Detections;
import io.gpen.face.Face;
import io.gpen.face.FaceOutcome;
import io.gpen.image.Photo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of one photo. Owns its pixels and those of its faces: close it.
 *
 * @param photo the photo with the restored faces, or empty if no face was restored
 * @param faces every chosen face, in descending score
 * @param found every face that was found, chosen or not, and those that may be faces as well
 * @param mono whether only the lightness was changed
 */
public record PastedPhoto(
    Optional<Photo> photo, List<FaceOutcome> faces, Detections found, boolean mono)
    implements AutoCloseable {

  /** {@return the restored faces, in the order of {@link #faces}} */
  public List<FaceOutcome.Restored> restored() {
    return FaceOutcome.restored(faces);
  }

  /** {@return how many faces stayed as they were, as restoring them would not make them better} */
  public int kept() {
    return (int) faces.stream().filter(FaceOutcome.Kept.class::isInstance).count();
  }

  /** {@return how many faces were found, chosen or not} */
  public int foundFaces() {
    return found.faces().size();
  }

  /** {@return what may well be faces, of a lower score than was asked for, in descending score} */
  public List<Face> weaker() {
    return found.likely();
  }

  /**
   * {@return the number of a face in the photo, from 1, as {@code gpen detect} gives it}
   *
   * @param face that of one of {@link #faces}, or one of {@link #weaker}
   */
  public int number(Face face) {
    // An aligned crop was never found.
    return Math.max(1, found.number(face));
  }

  /** {@return what a person should know about single faces, complete sentences} */
  public List<String> warnings() {
    return restored().stream().flatMap(face -> face.warnings().stream()).toList();
  }

  /**
   * {@return what was done to the photo, for its XMP}
   *
   * @param options what was asked for
   * @param generator the name of the model that draws faces
   * @param upscaler the name and weights of the model that enlarged the photo, if one did
   */
  public String work(RestoreOptions options, String generator, Optional<String> upscaler) {
    List<String> work = new ArrayList<>();
    if (!restored().isEmpty()) {
      work.add("faces " + verb(options.task()) + " with the model " + generator);
    }
    upscaler.ifPresent(
        model ->
            work.add("photo enlarged " + options.upscale() + " times with the model " + model));
    return String.join("; ", work);
  }

  private static String verb(FaceTask task) {
    if (task instanceof FaceTask.Colorize) {
      return "coloured";
    } else if (task instanceof FaceTask.Inpaint) {
      return "filled in";
    }
    return task instanceof FaceTask.SegmentationToFace ? "painted" : "restored";
  }

  @Override
  public void close() {
    photo.ifPresent(Photo::close);
    faces.forEach(FaceOutcome::close);
  }
}
