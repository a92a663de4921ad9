package io.gpen.evaluate;

import io.gpen.files.FileErrors;
import io.gpen.image.OpenCv;
import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.image.io.PhotoReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.opencv.core.CvException;
import org.opencv.core.Mat;

/**
 * Measures files, several at the same time, as 8-bit BGR: upright, without alpha, 16 bits rounded
 * to 8, grey as three equal colours.
 *
 * @param maxPixels files with more pixels are refused before they are decoded
 * @param instruments what more is measured than PSNR and SSIM; stay with the caller
 */
public record Evaluator(long maxPixels, Instruments instruments) {

  /** Each picture takes some 100 bytes for a pixel while it is measured. */
  private static final int MAX_THREADS = 4;

  /**
   * Measures all pairs. A file that cannot be read fails its own pair only.
   *
   * @param pairing the pairs, and the images that have no reference
   * @return the outcomes in the order of the names
   * @throws io.gpen.engine.EngineException if a network cannot be run
   */
  public Evaluation evaluate(Pairing pairing) {
    OpenCv.load();
    List<PairOutcome> outcomes = new ArrayList<>(pairing.failed());
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()));
    try {
      List<Future<PairOutcome>> measured =
          pairing.pairs().stream().map(pair -> threads.submit(() -> measure(pair))).toList();
      for (Future<PairOutcome> outcome : measured) {
        outcomes.add(outcome.get());
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    } finally {
      threads.shutdownNow();
    }
    outcomes.sort(Comparator.comparing(PairOutcome::name));
    return new Evaluation(outcomes, pairing.unused());
  }

  private PairOutcome measure(Pairing.Pair pair) {
    List<Mat> pictures = new ArrayList<>();
    try {
      pictures.add(read(pair.image()));
      if (pair.before().isPresent()) {
        pictures.add(read(pair.before().get()));
      }
      Optional<Mat> reference = Optional.empty();
      if (pair.reference().isPresent()) {
        reference = Optional.of(read(pair.reference().get()));
      }
      try {
        return measure(pair, pictures, reference);
      } finally {
        reference.ifPresent(Mat::release);
      }
    } catch (IOException | PhotoException e) {
      return new PairOutcome.Failed(pair.name(), e.getMessage());
    } catch (IllegalArgumentException e) {
      String companion =
          pair.reference().map(file -> " (the reference is " + file + ")").orElse("");
      return new PairOutcome.Failed(pair.name(), e.getMessage() + companion);
    } catch (CvException | OutOfMemoryError e) {
      return new PairOutcome.Failed(pair.name(), e.toString());
    } finally {
      pictures.forEach(Mat::release);
    }
  }

  private PairOutcome measure(Pairing.Pair pair, List<Mat> pictures, Optional<Mat> reference) {
    List<Map<Measure, Double>> values = new ArrayList<>();
    pictures.forEach(picture -> values.add(new EnumMap<>(Measure.class)));
    List<float[]> features = List.of();
    if (reference.isPresent()) {
      for (int i = 0; i < pictures.size(); i++) {
        values.get(i).putAll(Measures.between(pictures.get(i), reference.get()).scores());
      }
      features = compare(pictures, reference.get(), values);
    }
    if (instruments.niqe().isPresent()) {
      for (int i = 0; i < pictures.size(); i++) {
        double niqe = instruments.niqe().get().of(pictures.get(i));
        if (!Double.isNaN(niqe)) {
          values.get(i).put(Measure.NIQE, niqe);
        }
      }
    }
    return new PairOutcome.Measured(
        pair,
        new Scores(values.get(0)),
        values.size() > 1 ? Optional.of(new Scores(values.get(1))) : Optional.empty(),
        features);
  }

  /** {@return the features of the reference and the pictures, if a network gives them} */
  private List<float[]> compare(
      List<Mat> pictures, Mat reference, List<Map<Measure, Double>> values) {
    List<float[]> features = List.of();
    if (instruments.perceptual().isPresent()
        && Math.min(reference.rows(), reference.cols()) >= PerceptualDistance.MIN_SIDE) {
      PerceptualDistance.Comparison comparison =
          instruments.perceptual().get().compare(reference, pictures);
      for (int i = 0; i < pictures.size(); i++) {
        values.get(i).put(Measure.LPIPS_LIKE, comparison.distances()[i]);
      }
      features = comparison.features();
    }
    if (instruments.identity().isPresent() || instruments.landmarks()) {
      FaceMeasures faces = new FaceMeasures(instruments, reference);
      for (int i = 0; i < pictures.size(); i++) {
        faces.measure(pictures.get(i), values.get(i));
      }
    }
    return features;
  }

  /** The messages name the file, because it may be either of the two. */
  Mat read(Path file) throws IOException {
    try (Photo photo = PhotoReader.read(Files.readAllBytes(file), maxPixels)) {
      return photo.toBgr8();
    } catch (PhotoException e) {
      throw new PhotoException(e.kind(), file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException("cannot read " + file + ": " + FileErrors.reason(e), e);
    }
  }
}
