package io.gpen.guard;

import io.gpen.face.AlignedFace;
import java.util.Optional;
import org.opencv.core.Mat;

/** Compares a restored crop with the crop before. Called on one thread at a time. */
public interface FaceGuard {

  /**
   * {@return what is wrong with a restored face; empty if nothing is}
   *
   * @param before the face as it was; not changed
   * @param restored the crop as it would be pasted at full share, its tone corrected: 8-bit BGR, of
   *     the size of the crop before; not changed
   */
  Optional<Objection> check(AlignedFace before, Mat restored);
}
