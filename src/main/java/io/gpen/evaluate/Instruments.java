package io.gpen.evaluate;

import io.gpen.detect.FaceDetector;
import io.gpen.identity.IdentityNetwork;
import java.util.Optional;

/**
 * What measures beyond PSNR and SSIM are made with. The networks stay with the caller.
 *
 * @param perceptual compares the look of pictures, if wanted
 * @param identity compares faces, if wanted
 * @param detector finds the faces to compare; must be there for landmarks, and for identity unless
 *     the pictures are aligned
 * @param niqe measures without a reference, if wanted
 * @param aligned whether the pictures are aligned crops of one face
 * @param landmarks whether landmarks are compared
 */
public record Instruments(
    Optional<PerceptualDistance> perceptual,
    Optional<IdentityNetwork> identity,
    Optional<FaceDetector> detector,
    Optional<Niqe> niqe,
    boolean aligned,
    boolean landmarks) {

  /** PSNR and SSIM only. */
  public static final Instruments NONE =
      new Instruments(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, false);
}
