package io.gpen.api;

import io.gpen.detect.DetectionOptions;

/**
 * Finds the faces of photos without restoring them. Several threads may use it; one photo at a time
 * goes through the network. Holds native memory: close it.
 */
public interface FaceFinder extends AutoCloseable {

  /**
   * Finds faces.
   *
   * @param photo the bytes of a file of any supported format
   * @param options how they are looked for
   * @return the faces, each once, in pixels of the upright photo
   * @throws io.gpen.image.PhotoException if the file is not a readable photo; the message is the
   *     reason
   * @throws io.gpen.engine.EngineException if the network cannot be run
   */
  DetectedFaces find(byte[] photo, DetectionOptions options);

  @Override
  void close();
}
