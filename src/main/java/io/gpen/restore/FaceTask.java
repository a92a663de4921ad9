package io.gpen.restore;

import java.nio.file.Path;

/** What is done to the faces of a photo; each but the first needs a generator trained for it. */
public sealed interface FaceTask {

  /** Gives back detail that blur, noise and age have taken. */
  record Restore() implements FaceTask {}

  /**
   * Gives grey faces colour: the generator's colours on the lightness of the photo, as GPEN's
   * {@code face_colorization.py} does.
   */
  record Colorize() implements FaceTask {}

  /**
   * Fills holes in faces, as GPEN's {@code face_inpainting.py} does. What lies outside the masks
   * keeps every level.
   *
   * @param masks the folder with a mask for each photo, under the photo's name: white where the
   *     photo is to be filled, black elsewhere
   */
  record Inpaint(Path masks) implements FaceTask {}

  /**
   * Paints a face from a map of its parts, as GPEN's {@code segmentation2face.py} does; the input
   * is the whole map, never a photo with faces.
   */
  record SegmentationToFace() implements FaceTask {}
}
