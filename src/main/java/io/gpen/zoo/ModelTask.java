package io.gpen.zoo;

import io.gpen.torchscript.Architecture;

/** What a model is for. */
public enum ModelTask {
  /** Restores aligned face crops: the generator. */
  RESTORATION("face restoration"),
  /** Finds faces and their landmarks. */
  DETECTION("face detection"),
  /** Gives grey faces colour. */
  COLORIZATION("face colorization"),
  /** Fills holes in faces. */
  INPAINTING("face inpainting"),
  /** Paints a face from a map of its parts. */
  SEGMENTATION_TO_FACE("faces from segmentation"),
  /** Tells the parts of a face apart. */
  PARSING("face parsing"),
  /** Enlarges whole photos. */
  UPSCALING("upscaling"),
  /** Tells whether two faces are of the same person. */
  IDENTITY("face identity"),
  /** Tells how alike two pictures look. */
  PERCEPTION("perceptual distance");

  private final String words;

  ModelTask(String words) {
    this.words = words;
  }

  /** {@return what the model is for, in words} */
  public String words() {
    return words;
  }

  /** {@return whether restoring is impossible without a model for this} */
  public boolean isRequired() {
    return this == RESTORATION || this == DETECTION;
  }

  /**
   * {@return whether networks of a kind can do this}
   *
   * @param architecture the kind of network
   */
  public boolean suits(Architecture architecture) {
    return switch (architecture) {
      case GPEN ->
          this == RESTORATION
              || this == COLORIZATION
              || this == INPAINTING
              || this == SEGMENTATION_TO_FACE;
      case RETINAFACE_MOBILENET, RETINAFACE_RESNET50 -> this == DETECTION;
      case PARSENET -> this == PARSING;
      case RRDBNET_X1, RRDBNET_X2, RRDBNET_X4, SRVGGNET_X4 -> this == UPSCALING;
      case MOBILEFACENET -> this == IDENTITY;
      case SQUEEZENET -> this == PERCEPTION;
      case DISCRIMINATOR -> false;
    };
  }
}
