package io.gpen.face;

import org.opencv.core.Mat;

/**
 * A face cut out of a photo and turned upright on the template. Owns its crop: close it.
 *
 * @param face the face as it was found in the photo
 * @param crop square 8-bit BGR picture of the generator's size
 * @param toCrop maps pixels of the photo to pixels of the crop
 */
public record AlignedFace(Face face, Mat crop, SimilarityTransform toCrop) implements PhotoFace {

  @Override
  public double shrink() {
    return 1 / toCrop.scale();
  }

  @Override
  public void close() {
    crop.release();
  }
}
