package io.gpen.image.metadata;

/** Photoshop's image resources. */
final class ImageResources {

  private ImageResources() {}

  static byte[] withoutThumbnails(byte[] resources) {
    return resources;
  }
}
