package io.gpen.paste;

import io.gpen.face.FaceOutcome.Restored;
import io.gpen.image.OpenCv;
import io.gpen.image.Photo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.imgproc.Imgproc;

/**
 * Pastes restored crops into a photo, in the photo's own depth and channels, with the rules of
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
    this.square = new MaskShares(feathered);
    feathered.release();
  }

  /**
   * {@return the pixels of the photo with restored faces, for {@link Photo#withColour}, which the
   * caller owns}
   *
   * @param photo the photo, not changed
   * @param faces the faces in descending score, not changed; of a parsed face only what the parser
   *     saw as the face goes into the photo, of others all but the border of the crop
   * @param mono whether only the lightness of the photo may change; true is implied for a photo of
   *     one channel
   */
  public Mat paste(Photo photo, List<Restored> faces, boolean mono) {
    Mat source = photo.colour();
    Rect whole = new Rect(0, 0, source.cols(), source.rows());
    boolean grey = mono || photo.isGrey();
    List<FaceLayer> layers = new ArrayList<>();
    Mat result = new Mat(source.size(), source.type());
    try {
      for (Restored face : faces) {
        boolean small = face.face().box().minSide() < PasteConstants.SMALL_FACE;
        Mat crop = finished(face, small, grey);
        layers.add(FaceLayer.of(crop, mask(face), face.aligned().toCrop(), whole));
      }
      Blend blend = Blend.of(source, mono);
      bands(whole).parallel().forEach(top -> pasteBand(whole, top, layers, source, result, blend));
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

  private static void pasteBand(
      Rect whole, int top, List<FaceLayer> layers, Mat source, Mat result, Blend blend) {
    Tile tile = new Tile(new Rect(0, 0, TILE_WIDTH, TILE_HEIGHT));
    CropPatch patch = new CropPatch();
    for (int x = 0; x < whole.width; x += TILE_WIDTH) {
      Rect area = new Rect(x, top, TILE_WIDTH, TILE_HEIGHT);
      tile.moveTo(Tile.intersection(whole, area));
      layers.forEach(layer -> layer.drawOn(tile, patch));
      tile.blend(source, result, blend);
    }
  }

  private MaskShares mask(Restored face) {
    if (face.parsed().isEmpty()) {
      return square;
    }
    Mat mask = FeatherMask.ofFace(face.parsed().get(), face.crop().cols());
    try {
      return new MaskShares(mask);
    } finally {
      mask.release();
    }
  }

  /**
   * {@return the pixels of a restored crop in the depth and channels of a photo that is that crop,
   * for {@link Photo#withColour}, which the caller owns}
   *
   * @param photo the photo, of the crop's size, not changed
   * @param face the face, not changed
   * @param mono whether only the lightness of the photo may change
   */
  public static Mat replace(Photo photo, Restored face, boolean mono) {
    Mat source = photo.colour();
    Mat crop = finished(face, false, mono || photo.isGrey());
    try {
      Rect whole = new Rect(0, 0, source.cols(), source.rows());
      Tile tile = new Tile(whole);
      byte[] levels = new byte[(int) crop.total() * crop.channels()];
      crop.get(0, 0, levels);
      for (int i = 0; i < crop.total(); i++) {
        tile.draw(i, 1, pixel(levels, i, crop.channels()));
      }
      Mat result = new Mat(source.size(), source.type());
      tile.blend(source, result, Blend.of(source, mono));
      return result;
    } finally {
      crop.release();
    }
  }

  private static int pixel(byte[] levels, int i, int channels) {
    int pixel = 0;
    for (int c = 0; c < channels; c++) {
      pixel |= (levels[channels * i + c] & 0xff) << 8 * c;
    }
    return pixel;
  }

  /**
   * {@return the crop as it goes into the photo, which the caller owns: softened if the face is
   * small in the photo, then mixed with the crop before restoration, then grey if the photo takes
   * only lightness}
   */
  private static Mat finished(Restored face, boolean small, boolean grey) {
    Mat crop = face.crop().clone();
    if (small) {
      soften(crop);
    }
    double share = face.share();
    if (share < 1) {
      Core.addWeighted(crop, share, face.aligned().crop(), 1 - share, 0, crop);
    }
    if (grey) {
      Imgproc.cvtColor(crop, crop, Imgproc.COLOR_BGR2GRAY);
    }
    return crop;
  }

  private static void soften(Mat crop) {
    Mat kernel = new Mat(1, PasteConstants.SMALL_FACE_KERNEL.length, CvType.CV_32F);
    kernel.put(0, 0, PasteConstants.SMALL_FACE_KERNEL);
    Imgproc.sepFilter2D(
        crop, crop, -1, kernel, kernel, new Point(-1, -1), 0, Core.BORDER_REFLECT_101);
    kernel.release();
  }
}
