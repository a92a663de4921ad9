package io.gpen.guard;

import io.gpen.face.AlignedFace;
import io.gpen.face.FaceOutcome.Rule;
import io.gpen.image.OpenCv;
import io.gpen.image.Reduction;
import io.gpen.text.Wording;
import java.util.List;
import java.util.Optional;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the crops at 32 x 32 pixels, where a restored face has nothing new to show: the light
 * and shade of eyes, nose and mouth must be where they were, and the lightness of the whole face,
 * as well as the colour of a colour photo, about the same. Only an ellipse around the face counts.
 * Not for generators that are to give faces other colours.
 */
public final class ToneGuard implements FaceGuard {

  private static final Logger LOG = LoggerFactory.getLogger(ToneGuard.class);

  static {
    OpenCv.load();
  }

  /** Side of the reduced crops in pixels. */
  private static final int SIDE = 32;

  /** Side of the pictures of what is larger than eyes, nose and mouth, in pixels. */
  private static final int LARGE_SIDE = 8;

  /** Centre and half axes of the ellipse, in units of the crop's side. */
  private static final double CENTRE_X = 0.5;

  private static final double CENTRE_Y = 0.56;
  private static final double HALF_WIDTH = 0.27;
  private static final double HALF_HEIGHT = 0.36;

  /** The least correlation of the light and shade before and after. */
  private static final double MIN_CORRELATION = 0.93;

  /** The most that the mean lightness may differ, 0 to 100. */
  private static final double MAX_LIGHTNESS = 6;

  /** The most that the mean colour may differ, in units of CIE Lab. */
  private static final double MAX_COLOUR = 8;

  @Override
  public List<Optional<Objection>> check(List<Pair> faces) {
    return faces.stream().map(face -> check(face.before(), face.restored())).toList();
  }

  private static Optional<Objection> check(AlignedFace before, Mat restored) {
    Tone was = Tone.of(before.crop());
    Tone is = Tone.of(restored);
    double correlation = was.correlation(is);
    double lightness = Math.abs(is.lightness - was.lightness);
    double colour = Math.hypot(is.a - was.a, is.b - was.b);
    LOG.debug(
        "light and shade {}, lightness {}, colour {}",
        Wording.format("%.3f", correlation),
        Wording.format("%.2f", lightness),
        Wording.format("%.2f", colour));
    if (!(correlation >= MIN_CORRELATION)) {
      return objection("restored its light and shade would not be where they are");
    }
    if (lightness > MAX_LIGHTNESS) {
      return objection("restored it would be much lighter or darker");
    }
    return colour > MAX_COLOUR
        ? objection("restored it would have another colour")
        : Optional.empty();
  }

  private static Optional<Objection> objection(String reason) {
    return Optional.of(new Objection(Rule.CONSISTENCY, reason));
  }

  /**
   * The tone of a face.
   *
   * @param lightness mean lightness, 0 to 100
   * @param a mean of CIE Lab's a
   * @param b mean of CIE Lab's b
   * @param shade lightness of each pixel of the ellipse without what is larger than eyes, nose and
   *     mouth; its mean is 0
   */
  private record Tone(double lightness, double a, double b, double[] shade) {

    static Tone of(Mat crop) {
      Mat lab = new Mat();
      Mat large = new Mat();
      try {
        Reduction.by(crop, SIDE, lab);
        lab.convertTo(lab, CvType.CV_32F, 1 / 255.0);
        Imgproc.cvtColor(lab, lab, Imgproc.COLOR_BGR2Lab);
        Size small = new Size(LARGE_SIDE, LARGE_SIDE);
        Imgproc.resize(lab, large, small, 0, 0, Imgproc.INTER_AREA);
        Imgproc.resize(large, large, lab.size(), 0, 0, Imgproc.INTER_CUBIC);
        return of(values(lab), values(large));
      } finally {
        lab.release();
        large.release();
      }
    }

    private static float[] values(Mat lab) {
      float[] values = new float[3 * SIDE * SIDE];
      lab.get(0, 0, values);
      return values;
    }

    private static Tone of(float[] lab, float[] large) {
      double[] sums = new double[4];
      double[] shade = new double[SIDE * SIDE];
      int n = 0;
      for (int i = 0; i < SIDE * SIDE; i++) {
        if (!isFace(i % SIDE, i / SIDE)) {
          continue;
        }
        for (int c = 0; c < 3; c++) {
          sums[c] += lab[3 * i + c];
        }
        shade[n] = lab[3 * i] - large[3 * i];
        sums[3] += shade[n];
        n++;
      }
      double[] centred = new double[n];
      for (int i = 0; i < n; i++) {
        centred[i] = shade[i] - sums[3] / n;
      }
      return new Tone(sums[0] / n, sums[1] / n, sums[2] / n, centred);
    }

    private static boolean isFace(int x, int y) {
      double across = ((x + 0.5) / SIDE - CENTRE_X) / HALF_WIDTH;
      double down = ((y + 0.5) / SIDE - CENTRE_Y) / HALF_HEIGHT;
      return across * across + down * down <= 1;
    }

    /** {@return the correlation of two shades, -1 to 1; 1 for two of none, NaN for one of none} */
    double correlation(Tone other) {
      double both = 0;
      double own = 0;
      double others = 0;
      for (int i = 0; i < shade.length; i++) {
        both += shade[i] * other.shade[i];
        own += shade[i] * shade[i];
        others += other.shade[i] * other.shade[i];
      }
      return own == 0 && others == 0 ? 1 : both / Math.sqrt(own * others);
    }
  }
}
