package io.gpen.restore;

import io.gpen.detect.Detections;
import io.gpen.face.AlignedFace;
import io.gpen.face.FaceOutcome;
import io.gpen.face.PhotoFace;
import io.gpen.image.Photo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.opencv.core.Mat;

/** A photo and its faces, on their way through the stages. Owns all of it: close it. */
public final class PreparedPhoto implements AutoCloseable {

  private final Photo photo;
  private final Optional<Mat> holes;
  private final Detections found;
  private final boolean mono;
  private List<PhotoFace> faces;
  private Optional<Photo> enlarged = Optional.empty();

  /**
   * Takes over a photo and its faces.
   *
   * @param photo the photo
   * @param found what the detector found
   * @param faces the chosen faces, in descending score; those to restore are aligned
   * @param mono whether only the lightness of the photo may change
   */
  public PreparedPhoto(
      Photo photo, Detections found, List<? extends PhotoFace> faces, boolean mono) {
    this(photo, Optional.empty(), found, faces, mono);
  }

  PreparedPhoto(
      Photo photo,
      Optional<Mat> holes,
      Detections found,
      List<? extends PhotoFace> faces,
      boolean mono) {
    this.photo = photo;
    this.holes = holes;
    this.found = found;
    this.faces = List.copyOf(faces);
    this.mono = mono;
  }

  /** {@return the photo as it was read} */
  public Photo photo() {
    return photo;
  }

  /** {@return every face that was found, chosen or not, and those that may be faces as well} */
  public Detections found() {
    return found;
  }

  /** {@return the only part of the photo that may change: one 8-bit channel, 255 there} */
  Optional<Mat> holes() {
    return holes;
  }

  /** {@return whether it was to be filled where its mask is white, which is nowhere} */
  public boolean hasNothingToFill() {
    return TaskPixels.hasNothingToFill(holes);
  }

  /** {@return whether only the lightness of the photo may change} */
  public boolean mono() {
    return mono;
  }

  /** {@return the faces that the generator has still to restore} */
  public List<AlignedFace> waiting() {
    List<AlignedFace> waiting = new ArrayList<>();
    for (PhotoFace face : faces) {
      if (face instanceof AlignedFace aligned) {
        waiting.add(aligned);
      }
    }
    return waiting;
  }

  /** {@return the bytes of native memory that the waiting crops and their restored ones take} */
  public long cropBytes() {
    return waiting().stream()
        .map(AlignedFace::crop)
        .mapToLong((Mat crop) -> 2 * crop.total() * crop.elemSize())
        .sum();
  }

  /**
   * Puts its outcome in the place of every waiting face.
   *
   * @param outcome gives the outcome of a face; called for {@link #waiting()} in that order
   */
  public void complete(Function<AlignedFace, FaceOutcome> outcome) {
    List<PhotoFace> completed = new ArrayList<>();
    for (PhotoFace face : faces) {
      completed.add(face instanceof AlignedFace aligned ? outcome.apply(aligned) : face);
    }
    faces = List.copyOf(completed);
  }

  /** {@return the photo that went through a network, if it did} */
  public Optional<Photo> enlarged() {
    return enlarged;
  }

  /**
   * Takes over the photo that went through a network.
   *
   * @param photo the photo with as many or more pixels
   */
  public void enlarged(Photo photo) {
    enlarged = Optional.of(photo);
  }

  /** {@return the enlarged photo, which now is the caller's} */
  Optional<Photo> takeEnlarged() {
    Optional<Photo> taken = enlarged;
    enlarged = Optional.empty();
    return taken;
  }

  /**
   * {@return what became of each face, in descending score}
   *
   * @throws IllegalStateException if a face is still waiting
   */
  public List<FaceOutcome> outcomes() {
    List<FaceOutcome> outcomes = new ArrayList<>();
    for (PhotoFace face : faces) {
      if (!(face instanceof FaceOutcome outcome)) {
        throw new IllegalStateException("a face is still waiting for the generator");
      }
      outcomes.add(outcome);
    }
    return outcomes;
  }

  /**
   * {@return the result of this photo, which takes over its faces}
   *
   * @param pasted the photo with the restored faces, taken over; empty if none was restored
   */
  public PastedPhoto result(Optional<Photo> pasted) {
    PastedPhoto result = new PastedPhoto(pasted, outcomes(), found, mono);
    faces = List.of();
    return result;
  }

  @Override
  public void close() {
    photo.close();
    holes.ifPresent(Mat::release);
    enlarged.ifPresent(Photo::close);
    faces.forEach(PhotoFace::close);
  }
}
