package io.gpen.restore;

import io.gpen.image.Photo;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** The 8-bit BGR view of a photo, to be read only; made only if the photo is not such itself. */
final class BgrView implements AutoCloseable {

  private final Mat pixels;
  private final boolean owned;

  BgrView(Photo photo) {
    owned = photo.colour().type() != CvType.CV_8UC3;
    pixels = owned ? photo.toBgr8() : photo.colour();
  }

  Mat pixels() {
    return pixels;
  }

  @Override
  public void close() {
    if (owned) {
      pixels.release();
    }
  }
}
