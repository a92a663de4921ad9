package io.gpen.degrade.stage;

/** Mirrors a picture left to right. */
public record Flip() implements Stage {

  @Override
  public Pixels apply(Pixels picture) {
    int channels = picture.channels();
    int width = picture.width();
    float[] flipped = new float[picture.values().length];
    for (int i = 0; i < flipped.length; i++) {
      int pixel = i / channels;
      int row = pixel / width * width;
      int mirrored = row + width - 1 - (pixel - row);
      flipped[i] = picture.values()[mirrored * channels + i % channels];
    }
    return picture.with(flipped);
  }
}
