package io.gpen.guard;

import io.gpen.face.AlignedFace;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/** Compares restored crops with the crops before. Called on one thread at a time. */
public interface FaceGuard {

  /**
   * A face and what the generator made of it.
   *
   * @param before the face as it was
   * @param restored the crop as it would be pasted at full share, its tone corrected: 8-bit BGR, of
   *     the size of the crop before
   */
  record Pair(AlignedFace before, Mat restored) {}

  /**
   * {@return what is wrong with each of several restored faces, in their order; empty if nothing
   * is}
   *
   * @param faces the faces; not changed
   */
  List<Optional<Objection>> check(List<Pair> faces);
}
