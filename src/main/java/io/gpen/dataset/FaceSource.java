package io.gpen.dataset;

import io.gpen.face.Face;
import java.util.List;

/** Finds the faces of photos; several threads may use it. */
@FunctionalInterface
public interface FaceSource {

  /**
   * {@return the faces of a photo in descending score, in pixels of the upright photo}
   *
   * @param file the bytes of the photo's file
   */
  List<Face> find(byte[] file);
}
