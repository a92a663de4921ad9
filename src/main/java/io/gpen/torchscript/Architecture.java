package io.gpen.torchscript;

/** The networks that can be converted. */
public enum Architecture {
  /** The face generator: encoder, style network and StyleGAN2 decoder. */
  GPEN("GPEN"),
  /** The small face detector: RetinaFace on MobileNet 0.25. */
  RETINAFACE_MOBILENET("RetinaFace MobileNet 0.25"),
  /** The large face detector: RetinaFace on ResNet-50. */
  RETINAFACE_RESNET50("RetinaFace ResNet-50"),
  /** Tells the parts of a face apart: 19 classes. */
  PARSENET("ParseNet"),
  /** Enlarges pictures: RRDBNet that gives as many pixels as it takes. */
  RRDBNET_X1("RRDBNet x1"),
  /** RRDBNet that doubles both sides. */
  RRDBNET_X2("RRDBNet x2"),
  /** RRDBNet that makes both sides four times as long. */
  RRDBNET_X4("RRDBNet x4"),
  /** SRVGGNetCompact, a small network that makes both sides four times as long. */
  SRVGGNET_X4("SRVGGNetCompact x4"),
  /** Tells people apart: 128 values for a face. */
  MOBILEFACENET("MobileFaceNet"),
  /** Tells how alike two pictures look. */
  SQUEEZENET("SqueezeNet 1.1"),
  /** Tells restored from real faces in training: the discriminator of StyleGAN2. */
  DISCRIMINATOR("StyleGAN2 discriminator");

  private final String title;

  Architecture(String title) {
    this.title = title;
  }

  /** {@return the network's usual name} */
  public String title() {
    return title;
  }
}
