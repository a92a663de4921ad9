package io.gpen.image;

/** A photo whose file was parsed and found small enough, but whose pixels were not decoded yet. */
public interface PhotoSource {

  /** {@return what the header of the file says} */
  PhotoHeader header();

  /**
   * Decodes the photo: upright pixels in the file's own depth, and its metadata as they stand in
   * the file. Palettes and bilevel pictures become grey or BGR, CMYK becomes sRGB.
   *
   * @return the photo, to be closed by the caller
   * @throws PhotoException if it is damaged beyond use
   */
  Photo read();
}
