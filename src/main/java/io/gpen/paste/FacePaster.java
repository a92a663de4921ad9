package io.gpen.paste;

import io.gpen.face.AlignedFace;
import io.gpen.image.OpenCv;
import io.gpen.image.Photo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * Puts restored crops back into a photo, in the photo's own depth and channels, with the rules of
 * GPEN's {@code face_enhancement.py}: of overlapping faces the larger mask wins, the composition is
 * computed in float32 and rounded half to even. Pixels outside the masks keep their levels. Any
 * number of threads may use it.
 */
public final class FacePaster {

  private static final int TILE_WIDTH = 256;
  private static final int TILE_HEIGHT = 128;

  static {
    OpenCv.load();
  }

  private final MaskShares square;

  /**
   * Makes the mask of a filled square.
   *
   * @param size side of the square crops in pixels
   */
  public FacePaster(int size) {
    Mat feathered = FeatherMask.of(size);
    this.square = MaskShares.of(feathered);
    feathered.release();
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
    MaskSource mask = area -> square;
    return draw(photo, faces, restored, Collections.nCopies(faces.size(), mask), alpha, mono);
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
    List<MaskSource> sources = new ArrayList<>();
    masks.forEach(mask -> sources.add(area -> MaskShares.of(mask, area)));
    return draw(photo, faces, restored, sources, alpha, mono);
  }

  private static Mat draw(
      Photo photo,
      List<AlignedFace> faces,
      List<Mat> restored,
      List<MaskSource> masks,
      double alpha,
      boolean mono) {
    Mat source = photo.colour();
    Rect whole = new Rect(0, 0, source.cols(), source.rows());
    boolean grey = mono || photo.isGrey();
    List<FaceLayer> layers = new ArrayList<>();
    Mat result = new Mat(source.size(), source.type());
    try {
      for (int i = 0; i < faces.size(); i++) {
        AlignedFace face = faces.get(i);
        boolean small = face.face().box().minSide() < PasteConstants.SMALL_FACE;
        Mat crop = CropFinish.of(restored.get(i), face.crop(), small, alpha, grey);
        layers.add(FaceLayer.of(crop, masks.get(i), face.toCrop(), whole));
      }
      Blend blend = Blend.of(source, mono);
      bands(whole)
          .parallel()
          .forEach(
              top -> {
                Tile tile = new Tile(new Rect(0, 0, TILE_WIDTH, TILE_HEIGHT));
                CropPatch patch = new CropPatch();
                for (int x = 0; x < whole.width; x += TILE_WIDTH) {
                  Rect area = new Rect(x, top, TILE_WIDTH, TILE_HEIGHT);
                  tile.moveTo(Tile.intersection(whole, area));
                  layers.forEach(layer -> layer.drawOn(tile, patch));
                  tile.blend(source, result, blend);
                }
              });
      return result;
    } catch (RuntimeException | Error e) {
      result.release();
      throw e;
    } finally {
      layers.forEach(FaceLayer::close);
    }
  }

  private static IntStream bands(Rect whole) {
    int count = (whole.height + TILE_HEIGHT - 1) / TILE_HEIGHT;
    return IntStream.range(0, count).map(band -> band * TILE_HEIGHT);
  }
}
