package io.gpen.paste;

import io.gpen.face.FaceOutcome.Restored;
import io.gpen.face.SimilarityTransform;
import io.gpen.image.OpenCv;
import io.gpen.image.Parallel;
import io.gpen.image.Photo;
import io.gpen.paste.PasteOptions.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Pastes restored crops into a photo, in the photo's own depth and channels. Pixels outside the
 * masks keep their levels. Any number of threads may use it.
 *
 * <p>With {@link Mask#FACE} the nearer of overlapping faces wins, with a soft border, also if it is
 * one that stays as it is. With the other masks the rules are those of GPEN's {@code
 * face_enhancement.py}: the larger mask wins, small faces are softened, the composition is computed
 * in float32 and rounded half to even.
 */
public final class FacePaster {

  private static final int TILE_WIDTH = 256;
  private static final int TILE_HEIGHT = 128;

  static {
    OpenCv.load();
  }

  private final PasteOptions options;
  private final FaceOval oval;
  private final Optional<MaskShares> square;

  /**
   * Makes the mask.
   *
   * @param size side of the square crops in pixels
   * @param options how the crops go into the photo
   */
  public FacePaster(int size, PasteOptions options) {
    this.options = options;
    this.oval = new FaceOval(size);
    if (options.mask() == Mask.SQUARE) {
      Mat feathered = FeatherMask.of(size);
      this.square = Optional.of(new MaskShares(feathered));
      feathered.release();
    } else {
      this.square = Optional.empty();
    }
  }

  private boolean isReference() {
    return options.mask() != Mask.FACE;
  }

  /**
   * {@return the pixels of the photo with restored faces, for {@link Photo#withColour}, which the
   * caller owns}
   *
   * @param photo the photo, not changed
   * @param faces the faces in descending score, not changed; of a parsed face only what the parser
   *     saw as the face goes into the photo
   * @param others the faces that stay as they are; one that is a restored face found again does not
   *     count
   * @param mono whether only the lightness of the photo may change; true is implied for a photo of
   *     one channel
   */
  public Mat paste(Photo photo, List<Restored> faces, List<OtherFace> others, boolean mono) {
    Mat source = photo.colour();
    Rect whole = new Rect(0, 0, source.cols(), source.rows());
    boolean grey = mono || photo.isGrey();
    List<FaceLayer> layers = new ArrayList<>();
    Mat result = new Mat(source.size(), source.type());
    try {
      for (Restored face : faces) {
        layers.add(layer(face, whole, grey));
      }
      float[] lacking = new float[layers.size()];
      Optional<Grain> grain =
          options.grain() > 0
              ? new GrainMeter(source, grey).measure(layers, options.grain(), lacking)
              : Optional.empty();
      FaceComposition composition =
          new FaceComposition(
              layers,
              neighbours(layers, others, whole),
              isReference(),
              grey ? 1 : 3,
              grain,
              lacking);
      Blend blend = Blend.of(source, mono);
      Parallel.forEach(
          (whole.height + TILE_HEIGHT - 1) / TILE_HEIGHT,
          band -> pasteBand(whole, band * TILE_HEIGHT, composition, source, result, blend));
      return result;
    } catch (RuntimeException | Error e) {
      result.release();
      throw e;
    } finally {
      layers.forEach(FaceLayer::close);
    }
  }

  private FaceLayer layer(Restored face, Rect whole, boolean grey) {
    SimilarityTransform toCrop = face.aligned().toCrop();
    if (isReference()) {
      boolean small = face.face().box().minSide() < PasteConstants.SMALL_FACE;
      Mat crop = finished(face, small, true, grey);
      return FaceLayer.of(crop, mask(face), oval, 1, toCrop, whole);
    }
    Mat crop = finished(face, false, false, grey);
    while (toCrop.scale() >= PasteConstants.MOST_REDUCTION && crop.cols() % 2 == 0) {
      Imgproc.resize(
          crop, crop, new Size(crop.cols() / 2, crop.rows() / 2), 0, 0, Imgproc.INTER_AREA);
      toCrop =
          new SimilarityTransform(
              toCrop.a() / 2, toCrop.b() / 2, (toCrop.tx() - 0.5) / 2, (toCrop.ty() - 0.5) / 2);
    }
    FaceOval own = new FaceOval(crop.cols());
    return FaceLayer.of(crop, Optional.empty(), own, face.share(), toCrop, whole);
  }

  private List<FaceNeighbour> neighbours(
      List<FaceLayer> layers, List<OtherFace> others, Rect whole) {
    return others.stream()
        .filter(
            o ->
                layers.stream()
                    .noneMatch(layer -> layer.oval().isSame(layer.toCrop(), oval, o.toCrop())))
        .map(o -> new FaceNeighbour(oval, o, oval.reach(o.toCrop(), whole)))
        .toList();
  }

  private static void pasteBand(
      Rect whole, int top, FaceComposition faces, Mat source, Mat result, Blend blend) {
    Tile tile = new Tile(new Rect(0, 0, TILE_WIDTH, TILE_HEIGHT));
    CropPatch patch = new CropPatch();
    for (int x = 0; x < whole.width; x += TILE_WIDTH) {
      Rect area = new Rect(x, top, TILE_WIDTH, TILE_HEIGHT);
      tile.moveTo(Tile.intersection(whole, area));
      faces.drawOn(tile, patch);
      tile.blend(source, result, blend);
    }
  }

  private Optional<MaskShares> mask(Restored face) {
    if (face.parsed().isEmpty()) {
      return square;
    }
    Mat mask = FeatherMask.ofFace(face.parsed().get(), face.crop().cols());
    try {
      return Optional.of(new MaskShares(mask));
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
    Mat crop = finished(face, false, true, mono || photo.isGrey());
    try {
      Rect whole = new Rect(0, 0, source.cols(), source.rows());
      Tile tile = new Tile(whole);
      byte[] levels = new byte[(int) crop.total() * crop.channels()];
      crop.get(0, 0, levels);
      for (int i = 0; i < crop.total(); i++) {
        tile.draw(i, 1, pixel(levels, i, crop.channels()), 0);
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
  private static Mat finished(Restored face, boolean small, boolean mix, boolean grey) {
    Mat crop = face.crop().clone();
    if (small) {
      soften(crop);
    }
    double share = face.share();
    if (mix && share < 1) {
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
