package io.gpen.restore;

import io.gpen.image.Photo;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/**
 * What came out for one photo. Owns its pixels: close it.
 *
 * @param photo the restored photo, or empty if no face was restored
 * @param faces every face that was found, with its fate, in descending score
 * @param crops for each restored face its crop before and after, in the order of {@code faces}
 * @param mono whether only the lightness was changed
 */
public record RestoredPhoto(
    Optional<Photo> photo, List<FaceResult> faces, List<CropPair> crops, boolean mono)
    implements AutoCloseable {

  /**
   * A face crop before and after, 8-bit BGR, both of the generator's size.
   *
   * @param before cut out of the photo
   * @param after as the generator restored it
   */
  public record CropPair(Mat before, Mat after) {}

  @Override
  public void close() {
    photo.ifPresent(Photo::close);
    for (CropPair pair : crops) {
      pair.before().release();
      pair.after().release();
    }
  }
}
