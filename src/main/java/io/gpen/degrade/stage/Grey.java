package io.gpen.degrade.stage;

import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/** Removes the colours as the reference does; the result has three equal channels. */
public record Grey() implements Stage {

  @Override
  public Pixels apply(Pixels picture) {
    Mat image = picture.inColour().toValues();
    try {
      Imgproc.cvtColor(image, image, Imgproc.COLOR_BGR2GRAY);
      Imgproc.cvtColor(image, image, Imgproc.COLOR_GRAY2BGR);
      return Pixels.ofValues(image);
    } finally {
      image.release();
    }
  }
}
