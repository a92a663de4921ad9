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
   * @param share how much of the restored crop goes into the photo, 0 to 1; the rest is the face as
   *     it was
   * @param warnings what a person should know about the result, complete sentences
   */
  record Restored(
      AlignedFace aligned, Mat crop, Optional<Mat> parsed, double share, List<String> warnings)
      implements FaceOutcome {

    @Override
    public Face face() {
      return aligned.face();
    }

    @Override
    public double shrink() {
      return aligned.shrink();
    }

    /**
     * {@return the same face and its place in a photo with more pixels; it shares the pictures,
     * which stay this one's}
     *
     * @param factor how many times as many pixels a side of the photo has
     */
    public Restored inEnlarged(double factor) {
      return new Restored(aligned.inEnlarged(factor), crop, parsed, share, warnings);
    }

    @Override
    public void close() {
      aligned.close();
      crop.release();
      parsed.ifPresent(Mat::release);
    }
  }

  /**
   * The face stays as it is, as restoring it would not make it better.
   *
   * @param face the face as it was found
   * @param shrink how many pixels of the photo would become one pixel of the crop
   * @param rule which rule kept it
   * @param reason why it was kept, in words for a person
   */
  record Kept(Face face, double shrink, Rule rule, String reason) implements FaceOutcome {}

  /** Why faces are kept. */
  enum Rule {
    /** The face is as sharp as what the generator can give back, or sharper. */
    SHARP,
    /** Its landmarks are not those of a face seen from the front, so it cannot be aligned well. */
    GEOMETRY,
    /** The restored face does not agree with the face before. */
    CONSISTENCY,
    /** The restored face is another person's to the network that compares identities. */
    IDENTITY
  }

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
