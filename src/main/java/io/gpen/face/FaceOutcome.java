package io.gpen.face;

import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/** What became of one face of a photo. */
public sealed interface FaceOutcome extends PhotoFace {

  /**
   * {@return the restored ones among some faces, in their order}
   *
   * @param outcomes what became of the faces
   */
  static List<Restored> restored(List<FaceOutcome> outcomes) {
    return outcomes.stream().filter(Restored.class::isInstance).map(Restored.class::cast).toList();
  }

  /**
   * The generator restored the face. Owns the crops and the mask.
   *
   * @param aligned the face before restoration
   * @param crop the restored crop, 8-bit BGR, of the size of the aligned one
   * @param parsed where the face is in the restored crop, as a face parser sees it: one 8-bit
   *     channel of 512 x 512 pixels, 255 in the face and 0 elsewhere; empty if none is in use
   */
  record Restored(AlignedFace aligned, Mat crop, Optional<Mat> parsed) implements FaceOutcome {

    @Override
    public Face face() {
      return aligned.face();
    }

    @Override
    public double shrink() {
      return aligned.shrink();
    }

    @Override
    public void close() {
      aligned.close();
      crop.release();
      parsed.ifPresent(Mat::release);
    }
  }

  /**
   * The face has more detail than the generator can give back and stays as it is.
   *
   * @param face the face as it was found
   * @param shrink how many pixels of the photo would become one pixel of the crop
   * @param reason why it was kept, with the figures
   */
  record Kept(Face face, double shrink, String reason) implements FaceOutcome {}

  /**
   * The face could not be aligned or restored and stays as it is.
   *
   * @param face the face as it was found
   * @param shrink how many pixels of the photo became one pixel of the crop; 0 if it was not
   *     aligned
   * @param reason what went wrong
   */
  record Failed(Face face, double shrink, String reason) implements FaceOutcome {}
}
