package io.gpen.paste;

import io.gpen.face.SimilarityTransform;

/**
 * A face of a photo that stays as it is, beside restored ones.
 *
 * @param toCrop maps pixels of the photo to pixels of the crop that the face would have had
 * @param certain whether it is a face for certain; what only may be one counts outside the inner
 *     part of restored faces
 */
public record OtherFace(SimilarityTransform toCrop, boolean certain) {

  /**
   * {@return the same face in a photo with more pixels}
   *
   * @param factor how many times as many pixels a side of the photo has
   */
  public OtherFace inEnlarged(double factor) {
    return new OtherFace(toCrop.fromEnlarged(factor), certain);
  }
}
