package io.gpen.restore;

import io.gpen.image.Photo;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** What a {@link FaceTask} does to the pixels before the generator and after pasting. */
final class TaskPixels {

  /** The weights of blue, green and red in the luma of ITU-R BT.601, as OpenCV's BGR2YUV. */
  private static final double[] LUMA = {0.114, 0.587, 0.299};

  private TaskPixels() {}

  /**
   * {@return the picture that the networks see: the view itself or a new one}
   *
   * @param task what is done to the faces
   * @param view the photo as 8-bit BGR, not changed
   * @param holes where it is to be filled, 255 there
   */
  static Mat shown(FaceTask task, Mat view, Optional<Mat> holes) {
    if (task instanceof FaceTask.Colorize) {
      Mat grey = new Mat();
      Imgproc.cvtColor(view, grey, Imgproc.COLOR_BGR2GRAY);
      Imgproc.cvtColor(grey, grey, Imgproc.COLOR_GRAY2BGR);
      return grey;
    }
    if (task instanceof FaceTask.Inpaint && holes.isPresent()) {
      // White is what the generator was trained to fill.
      Mat holed = view.clone();
      holed.setTo(Scalar.all(255), holes.get());
      return holed;
    }
    return view;
  }

  /** {@return whether colours come from the generator alone} */
  static boolean paints(FaceTask task) {
    return task instanceof FaceTask.Colorize || task instanceof FaceTask.SegmentationToFace;
  }

  /** {@return the photo to paste into: itself or, if it is grey and gets colours, a new one} */
  static Photo before(FaceTask task, Photo photo) {
    return paints(task) && photo.isGrey() ? photo.inColour() : photo;
  }

  /**
   * {@return a photo of which only changed what the task may change}
   *
   * @param task what is done to the faces
   * @param before the photo before, not changed
   * @param pasted the photo with the faces pasted, taken over; of another size for an aligned crop
   * @param holes where it may change, 255 there; everywhere if there are none
   */
  static Photo finished(FaceTask task, Photo before, Photo pasted, Optional<Mat> holes) {
    if (task instanceof FaceTask.Colorize) {
      try (pasted) {
        Mat colours = resized(pasted.colour(), before.colour(), Imgproc.INTER_LINEAR);
        Mat coloured = onLuma(before.colour(), colours);
        colours.release();
        return before.withColour(coloured);
      }
    }
    if (holes.isEmpty()) {
      return pasted;
    }
    try (pasted) {
      Mat result = resized(before.colour(), pasted.colour(), Imgproc.INTER_LINEAR);
      Mat inside = resized(holes.get(), result, Imgproc.INTER_NEAREST);
      pasted.colour().copyTo(result, inside);
      inside.release();
      return pasted.withColour(result);
    }
  }

  /** {@return whether there is a mask, and none of it is marked} */
  static boolean hasNothingToFill(Optional<Mat> holes) {
    return holes.filter(mask -> Core.countNonZero(mask) == 0).isPresent();
  }

  /** {@return a copy of a picture in the size of another} */
  private static Mat resized(Mat picture, Mat like, int interpolation) {
    Mat resized = new Mat();
    if (picture.size().equals(like.size())) {
      picture.copyTo(resized);
    } else {
      Imgproc.resize(picture, resized, like.size(), 0, 0, interpolation);
    }
    return resized;
  }

  /**
   * {@return the colours on the luma of the photo} Replacing Y in YUV adds the same to blue, green
   * and red; without a detour over rounded chroma, what was not coloured keeps its levels.
   */
  private static Mat onLuma(Mat photo, Mat colours) {
    Mat lack = new Mat();
    Mat all = new Mat();
    Core.subtract(photo, colours, lack, all, CvType.CV_32F);
    Mat weights = new Mat(3, 3, CvType.CV_32F);
    for (int row = 0; row < 3; row++) {
      weights.put(row, 0, LUMA);
    }
    Core.transform(lack, lack, weights);
    Mat result = new Mat();
    Core.add(colours, lack, result, all, photo.depth());
    all.release();
    lack.release();
    weights.release();
    return result;
  }
}
