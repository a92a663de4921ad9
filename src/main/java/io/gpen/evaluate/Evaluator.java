package io.gpen.evaluate;

import io.gpen.image.OpenCv;
import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.image.io.PhotoReader;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.opencv.core.CvException;
import org.opencv.core.Mat;

/**
 * Measures pairs of files one after the other, as 8-bit BGR: upright, without alpha, 16 bits
 * rounded to 8, grey as three equal colours.
 *
 * @param maxPixels files with more pixels are refused before they are decoded
 */
public record Evaluator(long maxPixels) {

  /**
   * Measures all pairs. A file that cannot be read fails its own pair only.
   *
   * @param pairing the pairs, and the images that have no reference
   * @return the outcomes in the order of the names
   */
  public Evaluation evaluate(Pairing pairing) {
    OpenCv.load();
    List<PairOutcome> outcomes = new ArrayList<>(pairing.failed());
    pairing.pairs().forEach(pair -> outcomes.add(measure(pair)));
    outcomes.sort(Comparator.comparing(PairOutcome::name));
    return new Evaluation(outcomes, pairing.unused());
  }

  private PairOutcome measure(Pairing.Pair pair) {
    Mat image = null;
    Mat reference = null;
    try {
      image = read(pair.image());
      reference = read(pair.reference());
      return new PairOutcome.Measured(pair.name(), Measures.between(image, reference));
    } catch (IOException | PhotoException e) {
      return new PairOutcome.Failed(pair.name(), e.getMessage());
    } catch (IllegalArgumentException e) {
      return new PairOutcome.Failed(
          pair.name(), e.getMessage() + " (the reference is " + pair.reference() + ")");
    } catch (CvException | OutOfMemoryError e) {
      return new PairOutcome.Failed(pair.name(), e.toString());
    } finally {
      release(image);
      release(reference);
    }
  }

  /** The messages name the file, because it may be either of the two. */
  private Mat read(Path file) throws IOException {
    try (Photo photo = PhotoReader.read(Files.readAllBytes(file), maxPixels)) {
      return photo.toBgr8();
    } catch (PhotoException e) {
      throw new PhotoException(e.kind(), file + ": " + e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new IOException(file + " does not exist", e);
    } catch (AccessDeniedException e) {
      throw new IOException("cannot read " + file + ": permission denied", e);
    } catch (IOException e) {
      throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static void release(Mat image) {
    if (image != null) {
      image.release();
    }
  }
}
