package io.gpen.face;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;

/**
 * A face cut out of a photo and turned upright on the template. Owns its crop: close it.
 *
 * @param face the face as it was found in the photo
 * @param crop square 8-bit BGR picture of the generator's size
 * @param toCrop maps pixels of the photo to pixels of the crop
 * @param share how much of the restored crop is to go into the photo, 0 to 1
 * @param warnings what a person should know about it
 */
public record AlignedFace(
    Face face, Mat crop, SimilarityTransform toCrop, double share, List<String> warnings)
    implements PhotoFace {

  /**
   * A face whose restored crop is to replace it wholly.
   *
   * @param face the face as it was found in the photo
   * @param crop square 8-bit BGR picture of the generator's size
   * @param toCrop maps pixels of the photo to pixels of the crop
   */
  public AlignedFace(Face face, Mat crop, SimilarityTransform toCrop) {
    this(face, crop, toCrop, 1, List.of());
  }

  /**
   * {@return the same face and crop with another share}
   *
   * @param part how much of the restored crop is to go into the photo, 0 to 1
   */
  public AlignedFace withShare(double part) {
    return new AlignedFace(face, crop, toCrop, part, warnings);
  }

  /**
   * {@return the same face and crop with another warning}
   *
   * @param warning what a person should know about it
   */
  public AlignedFace withWarning(String warning) {
    List<String> more = new ArrayList<>(warnings);
    more.add(warning);
    return new AlignedFace(face, crop, toCrop, share, List.copyOf(more));
  }

  @Override
  public double shrink() {
    return 1 / toCrop.scale();
  }

  @Override
  public void close() {
    crop.release();
  }

  /**
   * {@return the same crop and its place in a photo with more pixels; it shares the crop, which
   * stays this one's}
   *
   * @param factor how many times as many pixels a side of the photo has
   */
  public AlignedFace inEnlarged(double factor) {
    return new AlignedFace(
        face.enlarged(factor), crop, toCrop.fromEnlarged(factor), share, warnings);
  }
}
