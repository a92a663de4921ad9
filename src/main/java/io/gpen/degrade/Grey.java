package io.gpen.degrade;

import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/** Takes the colours out of a picture; three equal channels stay. */
record Grey() implements Stage {

  @Override
  public Mat apply(Mat picture) {
    Mat grey = new Mat();
    Imgproc.cvtColor(picture, grey, Imgproc.COLOR_BGR2GRAY);
    Imgproc.cvtColor(grey, grey, Imgproc.COLOR_GRAY2BGR);
    return grey;
  }
}
