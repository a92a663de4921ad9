/**
 * Finds the faces of a photo: {@link io.gpen.detect.FaceDetector}, its RetinaFace implementation,
 * and the choice of the faces to restore.
 */
package io.gpen.detect;
