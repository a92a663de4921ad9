package io.gpen.restore;

import io.gpen.face.AlignedFace;
import io.gpen.image.Photo;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;

/**
 * A photo on its way: its faces, their crops and, later, the restored crops. Owns all: close it.
 */
public final class PreparedPhoto implements AutoCloseable {

  private final Photo photo;
  private final List<FaceResult> faces;
  private final List<AlignedFace> aligned;
  private final List<Mat> restored = new ArrayList<>();

  /**
   * Takes over the photo and the crops.
   *
   * @param photo the photo
   * @param faces every face found, in descending score; those to restore have the fate RESTORED
   * @param aligned the crops of the faces to restore, in that order
   */
  public PreparedPhoto(Photo photo, List<FaceResult> faces, List<AlignedFace> aligned) {
    this.photo = photo;
    this.faces = List.copyOf(faces);
    this.aligned = List.copyOf(aligned);
  }

  /** {@return the photo as it was read} */
  public Photo photo() {
    return photo;
  }

  /** {@return every face found, with its fate} */
  public List<FaceResult> faces() {
    return faces;
  }

  /** {@return the crops of the faces to restore} */
  public List<AlignedFace> aligned() {
    return aligned;
  }

  /** {@return the restored crops, one for each of {@link #aligned()} once the generator ran} */
  public List<Mat> restored() {
    return restored;
  }

  @Override
  public void close() {
    photo.close();
    aligned.forEach(AlignedFace::close);
    restored.forEach(Mat::release);
  }
}
