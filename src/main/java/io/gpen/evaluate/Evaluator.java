package io.gpen.evaluate;

import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoReader;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.opencv.core.CvException;
import org.opencv.core.Mat;

/** Measures one pair of files after the other. */
public final class Evaluator {

  private final long maxPixels;

  /**
   * Makes one.
   *
   * @param maxPixels files with more pixels are refused before they are decoded
   */
  public Evaluator(long maxPixels) {
    this.maxPixels = maxPixels;
  }

  /**
   * Reads two files and measures them as 8-bit BGR: upright, without alpha, 16 bits rounded to 8,
   * grey as three equal colours. Nothing that is wrong with a file is thrown.
   *
   * @param pair the files; only read
   * @return the measures, or what is wrong
   */
  public PairOutcome measure(PicturePair pair) {
    Mat picture = null;
    Mat reference = null;
    try {
      picture = read(pair.picture());
      reference = read(pair.reference());
      return new PairOutcome.Measured(pair.name(), Measures.between(picture, reference));
    } catch (IOException | PhotoException e) {
      return new PairOutcome.Failed(pair.name(), e.getMessage());
    } catch (IllegalArgumentException e) {
      return new PairOutcome.Failed(
          pair.name(), e.getMessage() + " (its partner is " + pair.reference() + ")");
    } catch (CvException | OutOfMemoryError e) {
      return new PairOutcome.Failed(pair.name(), e.toString());
    } finally {
      release(picture);
      release(reference);
    }
  }

  /** The messages name the file: it may be either of the two. */
  private Mat read(Path file) throws IOException {
    try (Photo photo = PhotoReader.read(Files.readAllBytes(file), maxPixels)) {
      return photo.toBgr8();
    } catch (PhotoException e) {
      throw new PhotoException(e.kind(), file + ": " + e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new IOException(file + " is not there", e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + " may not be read", e);
    } catch (IOException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void release(Mat picture) {
    if (picture != null) {
      picture.release();
    }
  }
}
