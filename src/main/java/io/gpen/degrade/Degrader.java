package io.gpen.degrade;

import io.gpen.degrade.stage.DamagePicture;
import io.gpen.degrade.stage.Pixels;
import io.gpen.degrade.stage.Seeds;
import io.gpen.degrade.stage.Stage;
import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Degrades pictures in memory. Can be used by several threads at once. */
public final class Degrader {

  private final DegradationParameters parameters;
  private final List<DamagePicture> overlays;

  /**
   * Creates a degrader.
   *
   * @param parameters what the degradations are drawn from, such as {@link
   *     DegradationPreset#parameters()}
   * @param overlays pictures of damage; may be empty
   */
  public Degrader(DegradationParameters parameters, List<DamagePicture> overlays) {
    this.parameters = parameters;
    this.overlays = List.copyOf(overlays);
  }

  /**
   * Creates a degrader without pictures of damage.
   *
   * @param parameters what the degradations are drawn from
   */
  public Degrader(DegradationParameters parameters) {
    this(parameters, List.of());
  }

  /**
   * A picture and its degraded copy; owns both.
   *
   * @param clear the picture to compare with, 8-bit BGR: mirrored, grey or toned if the degraded
   *     copy is
   * @param degraded the degraded copy, of the same size and type
   */
  public record Pair(Mat clear, Mat degraded) implements AutoCloseable {

    @Override
    public void close() {
      clear.release();
      degraded.release();
    }
  }

  /**
   * Degrades a picture.
   *
   * @param image 8-bit BGR; not modified
   * @param seed equal seeds give equal copies, neighbouring seeds independent ones
   * @return owned by the caller
   * @throws IllegalArgumentException if the image is not 8-bit BGR
   */
  public Pair degrade(Mat image, long seed) {
    // Random's sequences of neighbouring seeds begin alike.
    long own = Seeds.mixed(seed);
    return degrade(
        image, DegradationDraw.draw(parameters, overlays, own, image.cols(), image.rows()));
  }

  /**
   * Degrades a picture in a given way.
   *
   * @param image 8-bit BGR; not modified
   * @param degradation the stages
   * @return owned by the caller
   * @throws IllegalArgumentException if the image is not 8-bit BGR
   */
  public static Pair degrade(Mat image, Degradation degradation) {
    if (image.type() != CvType.CV_8UC3) {
      throw new IllegalArgumentException("only 8-bit BGR images can be degraded");
    }
    Mat clear = apply(degradation.clear(), image);
    try {
      return new Pair(clear, apply(degradation.degraded(), image));
    } catch (RuntimeException | Error e) {
      clear.release();
      throw e;
    }
  }

  private static Mat apply(List<Stage> stages, Mat image) {
    // The only reference to a picture that may take gigabytes.
    Pixels current = Pixels.of(image);
    for (Stage stage : stages) {
      current = stage.apply(current);
    }
    return current.toBgr8();
  }
}
