package io.gpen.train;

import io.gpen.degrade.Degrader;
import io.gpen.engine.Tensor;
import io.gpen.evaluate.Measures;
import io.gpen.evaluate.PerceptualDistance;
import io.gpen.identity.IdentityNetwork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opencv.core.Mat;

/**
 * Restores pictures that are not trained with, damaged the same way every time, and measures how
 * close they come. At most {@value #MOST} pictures are measured, evenly chosen.
 */
final class Validation implements Inspection {

  static final String PSNR = "psnr";
  static final String SSIM = "ssim";
  static final String IDENTITY = "identity_cosine";
  static final String PERCEPTUAL = "perceptual_distance";

  private static final int MOST = 64;
  private static final int SHOWN = 16;

  /** Input, output and truth. */
  private static final int KINDS = 3;

  private static final int COLUMNS = 2 * KINDS;

  /** Of the damage; that of the training has other seeds. */
  private static final long SEED = 4;

  private final PictureFolder pictures;
  private final Degrader degrader;
  private final int batch;
  private final Optional<IdentityNetwork> identity;
  private final Optional<PerceptualDistance> perceptual;

  /**
   * Prepares to measure.
   *
   * @param pictures the pictures
   * @param degrader damages them
   * @param batch how many are restored at a time
   * @param identity compares faces, if wanted; stays with the caller
   * @param perceptual compares the look, if wanted; stays with the caller
   */
  Validation(
      PictureFolder pictures,
      Degrader degrader,
      int batch,
      Optional<IdentityNetwork> identity,
      Optional<PerceptualDistance> perceptual) {
    this.pictures = pictures;
    this.degrader = degrader;
    this.batch = batch;
    this.identity = identity;
    this.perceptual = perceptual;
  }

  @Override
  public Findings inspect(TrainingTask task) throws IOException {
    int count = Math.min(MOST, pictures.count());
    Map<String, Double> scores = new LinkedHashMap<>();
    List<Mat> shown = new ArrayList<>();
    try {
      for (int from = 0; from < count; from += batch) {
        List<Degrader.Pair> pairs = new ArrayList<>();
        try {
          for (int i = from; i < Math.min(count, from + batch); i++) {
            pairs.add(pair((int) ((long) i * pictures.count() / count)));
          }
          measure(task, pairs, scores, shown);
        } finally {
          pairs.forEach(Degrader.Pair::close);
        }
      }
      scores.replaceAll((name, sum) -> sum / count);
      return new Findings(scores, PictureGrid.png(shown, COLUMNS));
    } finally {
      shown.forEach(Mat::release);
    }
  }

  private Degrader.Pair pair(int index) throws IOException {
    Mat picture = pictures.picture(index);
    try {
      return degrader.degrade(picture, Seeds.of(SEED, index));
    } finally {
      picture.release();
    }
  }

  private void measure(
      TrainingTask task, List<Degrader.Pair> pairs, Map<String, Double> scores, List<Mat> shown) {
    Tensor clear = PictureTensor.of(pairs.stream().map(Degrader.Pair::clear).toList());
    Tensor degraded = PictureTensor.of(pairs.stream().map(Degrader.Pair::degraded).toList());
    List<Tensor> made = task.samples(List.of(new Batch(clear, degraded)));
    List<Mat> restored = PictureTensor.pictures(made.get(0));
    try {
      for (int i = 0; i < pairs.size(); i++) {
        measure(restored.get(i), pairs.get(i).clear(), scores);
        if (shown.size() < KINDS * SHOWN) {
          shown.add(pairs.get(i).degraded().clone());
          shown.add(restored.get(i).clone());
          shown.add(pairs.get(i).clear().clone());
        }
      }
    } finally {
      restored.forEach(Mat::release);
    }
  }

  private void measure(Mat restored, Mat clear, Map<String, Double> scores) {
    Measures measures = Measures.between(restored, clear);
    scores.merge(PSNR, measures.psnr(), Double::sum);
    scores.merge(SSIM, measures.ssim(), Double::sum);
    identity.ifPresent(
        network ->
            scores.merge(
                IDENTITY, network.embed(restored).cosine(network.embed(clear)), Double::sum));
    perceptual.ifPresent(
        network ->
            scores.merge(
                PERCEPTUAL, network.compare(clear, List.of(restored)).distances()[0], Double::sum));
  }
}
