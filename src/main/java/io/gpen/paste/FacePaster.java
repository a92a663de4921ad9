package io.gpen.paste;

import io.gpen.face.AlignedFace;
import io.gpen.image.OpenCv;
import io.gpen.image.Photo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * Puts restored crops back into a photo, in the photo's own depth and channels, with the rules of
 * GPEN's {@code face_enhancement.py}: of overlapping faces the larger mask wins, the composition is
 * computed in float32 and rounded half to even. Pixels outside the masks keep their levels. Owns
 * the mask of a filled square: close it. Any number of threads may use it.
 */
public final class FacePaster implements AutoCloseable {

  private static final int TILE_WIDTH = 256;
  private static final int TILE_HEIGHT = 128;

  static {
    OpenCv.load();
  }

  private final Mat mask;

  /**
   * Makes the mask of a filled square.
   *
   * @param size side of the square crops in pixels
   */
  public FacePaster(int size) {
    this.mask = FeatherMask.of(size);
  }

  /**
   * {@return the pixels of the photo with restored faces in filled squares, for {@link
   * Photo#withColour}, which the caller owns}
   *
   * @param photo the photo, not changed
   * @param faces the faces in descending score, with the crops as they were
   * @param restored the restored crops, 8-bit BGR, in the same order
   * @param alpha share of the restored crops, 0 to 1
   * @param mono whether only the lightness of the photo may change; a photo of one channel needs no
   *     telling
   */
  public Mat paste(
      Photo photo, List<AlignedFace> faces, List<Mat> restored, double alpha, boolean mono) {
    return paste(photo, faces, restored, Collections.nCopies(faces.size(), mask), alpha, mono);
  }

  /**
   * {@return the pixels of the photo with restored faces, for {@link Photo#withColour}, which the
   * caller owns}
   *
   * @param photo the photo, not changed
   * @param faces the faces in descending score, with the crops as they were
   * @param restored the restored crops, 8-bit BGR, in the same order
   * @param masks how much of each crop goes into the photo, one float channel 0..1 of the size of
   *     the crops, in the same order, not changed
   * @param alpha share of the restored crops, 0 to 1
   * @param mono whether only the lightness of the photo may change
   */
  public Mat paste(
      Photo photo,
      List<AlignedFace> faces,
      List<Mat> restored,
      List<Mat> masks,
      double alpha,
      boolean mono) {
    Mat source = photo.colour();
    Rect whole = new Rect(0, 0, source.cols(), source.rows());
    boolean grey = mono || photo.isGrey();
    List<FaceLayer> layers = new ArrayList<>();
    Mat result = source.clone();
    try {
      for (int i = 0; i < faces.size(); i++) {
        AlignedFace face = faces.get(i);
        boolean small = face.face().box().minSide() < PasteConstants.SMALL_FACE;
        Mat crop = CropFinish.of(restored.get(i), face.crop(), small, alpha, grey);
        layers.add(FaceLayer.of(crop, masks.get(i), face.toCrop(), whole));
      }
      Blend blend = Blend.of(source, mono);
      tiles(whole, layers).parallelStream()
          .forEach(
              area -> {
                Tile tile = new Tile(area, grey ? 1 : source.channels());
                layers.forEach(layer -> layer.drawOn(tile));
                tile.blend(source, result, blend);
              });
      return result;
    } catch (RuntimeException | Error e) {
      result.release();
      throw e;
    } finally {
      layers.forEach(FaceLayer::close);
    }
  }

  /** Those parts of the photo that a face may reach. */
  private static List<Rect> tiles(Rect whole, List<FaceLayer> layers) {
    List<Rect> tiles = new ArrayList<>();
    for (int y = 0; y < whole.height; y += TILE_HEIGHT) {
      for (int x = 0; x < whole.width; x += TILE_WIDTH) {
        Rect tile = Tile.intersection(whole, new Rect(x, y, TILE_WIDTH, TILE_HEIGHT));
        if (layers.stream().anyMatch(l -> !Tile.intersection(l.region(), tile).empty())) {
          tiles.add(tile);
        }
      }
    }
    return tiles;
  }

  @Override
  public void close() {
    mask.release();
  }
}
