package io.gpen.face;

/**
 * One face of a photo, as far as its restoration has come: an {@link AlignedFace}, which waits for
 * the generator, or a {@link FaceOutcome}. Owns the native pixels that it holds: close it.
 */
public sealed interface PhotoFace extends AutoCloseable permits AlignedFace, FaceOutcome {

  /** {@return the face as the detector found it} */
  Face face();

  /**
   * {@return how many pixels of the photo become one pixel of the crop, along one axis; under 1 if
   * the crop is enlarged, 0 if the face could not be aligned}
   */
  double shrink();

  @Override
  default void close() {}
}
