package io.gpen.train;

import io.gpen.engine.Tensor;
import io.gpen.evaluate.FrechetDistance;
import io.gpen.evaluate.PerceptualDistance;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opencv.core.Mat;

/**
 * Pictures of latents that are the same every time: a square of them to look at, and with a network
 * the Fréchet distance of its features between some hundred of them and as many real pictures. It
 * depends on the network and on how many there are, so it can only be compared within a training.
 */
final class SampleGrid implements Inspection {

  static final String FRECHET = "frechet_distance";

  private static final int SIDE = 8;
  private static final int MOST = 512;

  /** Of all pictures that are measured, as they are in memory together. */
  private static final int MOST_VALUES = 40_000_000;

  private final PictureFolder pictures;
  private final int size;
  private final Optional<PerceptualDistance> features;
  private final List<float[]> real = new ArrayList<>();

  /**
   * Prepares to look.
   *
   * @param pictures the real ones
   * @param size their side in pixels
   * @param features the network, if distances are wanted; stays with the caller
   */
  SampleGrid(PictureFolder pictures, int size, Optional<PerceptualDistance> features) {
    this.pictures = pictures;
    this.size = size;
    this.features = features;
  }

  @Override
  public Findings inspect(TrainingTask task) throws IOException {
    int rows = features.isPresent() ? Math.max(SIDE, measured() / SIDE) : SIDE;
    float[] nothing = new float[SIDE * 3 * size * size];
    Batch row = new Batch(new Tensor(FloatBuffer.wrap(nothing), SIDE, 3, size, size), null);
    List<Tensor> made = task.samples(Collections.nCopies(rows, row));
    List<Mat> shown = new ArrayList<>();
    try {
      made.stream().limit(SIDE).forEach(tensor -> shown.addAll(PictureTensor.pictures(tensor)));
      byte[] png = PictureGrid.png(shown, SIDE);
      return new Findings(
          features.isPresent() ? Map.of(FRECHET, distance(features.get(), made)) : Map.of(), png);
    } finally {
      shown.forEach(Mat::release);
    }
  }

  private int measured() {
    return Math.min(Math.min(MOST, pictures.count()), MOST_VALUES / (3 * size * size));
  }

  private double distance(PerceptualDistance network, List<Tensor> made) throws IOException {
    int count = made.size() * SIDE;
    for (int i = real.size(); i < count; i += SIDE) {
      List<Mat> row = new ArrayList<>();
      try {
        for (int j = i; j < i + SIDE; j++) {
          row.add(pictures.picture((int) ((long) j * pictures.count() / count)));
        }
        add(network, row, real);
      } finally {
        row.forEach(Mat::release);
      }
    }
    List<float[]> drawn = new ArrayList<>();
    for (Tensor tensor : made) {
      List<Mat> row = PictureTensor.pictures(tensor);
      add(network, row, drawn);
      row.forEach(Mat::release);
    }
    return FrechetDistance.between(real, drawn);
  }

  private static void add(PerceptualDistance network, List<Mat> row, List<float[]> features) {
    features.addAll(network.compare(row.get(0), row.subList(1, row.size())).features());
  }
}
