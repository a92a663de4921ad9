package io.gpen.restore;

import io.gpen.face.AlignedFace;
import io.gpen.image.Photo;
import io.gpen.restore.RestoredPhoto.CropPair;
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
  private final List<Mat> parsed = new ArrayList<>();
  private final boolean mono;
  private boolean cropsTaken;

  /**
   * Takes over the photo and the crops of a photo that need not stay monochrome.
   *
   * @param photo the photo
   * @param faces every face found, in descending score; those to restore have the fate RESTORED
   * @param aligned the crops of the faces to restore, in that order
   */
  public PreparedPhoto(Photo photo, List<FaceResult> faces, List<AlignedFace> aligned) {
    this(photo, faces, aligned, false);
  }

  /**
   * Takes over the photo and the crops.
   *
   * @param photo the photo
   * @param faces every face found, in descending score; those to restore have the fate RESTORED
   * @param aligned the crops of the faces to restore, in that order
   * @param mono whether only the lightness of the photo may change
   */
  public PreparedPhoto(
      Photo photo, List<FaceResult> faces, List<AlignedFace> aligned, boolean mono) {
    this.photo = photo;
    this.faces = List.copyOf(faces);
    this.aligned = List.copyOf(aligned);
    this.mono = mono;
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

  /**
   * {@return the restored crops, one for each of {@link #aligned()} once the generator ran; an
   * empty Mat where it failed}
   */
  public List<Mat> restored() {
    return restored;
  }

  /**
   * {@return where the face is, as a {@link io.gpen.paste.FaceParser} says it, for each restored
   * crop that is not empty; nothing if no parser is in use}
   */
  List<Mat> parsed() {
    return parsed;
  }

  /** Forgets what an attempt to restore the crops has left. */
  void discardRestored() {
    parsed.forEach(Mat::release);
    parsed.clear();
    restored.forEach(Mat::release);
    restored.clear();
  }

  /** {@return whether only the lightness of the photo may change} */
  public boolean mono() {
    return mono;
  }

  /**
   * {@return the bytes of native memory that the crops take, room for the restored ones included}
   */
  public long cropBytes() {
    return aligned.stream().mapToLong(a -> 2 * a.crop().total() * a.crop().elemSize()).sum();
  }

  /** {@return the pairs of crops that the generator restored, which the caller owns from now on} */
  List<CropPair> takeCrops() {
    List<CropPair> pairs = new ArrayList<>();
    for (int i = 0; i < restored.size(); i++) {
      if (restored.get(i).empty()) {
        aligned.get(i).close();
      } else {
        pairs.add(new CropPair(aligned.get(i).crop(), restored.get(i)));
      }
    }
    cropsTaken = true;
    return List.copyOf(pairs);
  }

  @Override
  public void close() {
    photo.close();
    parsed.forEach(Mat::release);
    if (!cropsTaken) {
      aligned.forEach(AlignedFace::close);
      restored.forEach(Mat::release);
    }
  }
}
