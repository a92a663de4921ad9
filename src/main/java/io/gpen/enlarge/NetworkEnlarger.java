package io.gpen.enlarge;

import io.gpen.engine.EngineException;
import io.gpen.engine.Network;
import io.gpen.engine.OutOfMemory;
import io.gpen.image.OpenCv;
import io.gpen.image.Photo;
import io.gpen.text.Wording;
import io.gpen.torchscript.NetworkDescription;
import java.util.OptionalInt;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enlarges photos with a network, in tiles, so that the memory depends on the tile and not on the
 * photo. A factor below the network's own is reached by averaging areas of its output. Grey photos
 * go through as grey colours and stay grey; alpha is interpolated.
 */
public final class NetworkEnlarger implements PhotoEnlarger {

  private static final Logger LOG = LoggerFactory.getLogger(NetworkEnlarger.class);

  /** Below this side, nearly all that is computed is margin. */
  private static final int SMALLEST_TILE = 64;

  static {
    OpenCv.load();
  }

  private final EnlargingNetwork network;
  private final EnlargingModel model;
  private int tile;

  /**
   * Takes over a network.
   *
   * @param network the network
   * @param model what it is
   * @param tile the side of the tiles in pixels of the photo
   */
  NetworkEnlarger(Network network, EnlargingModel model, int tile) {
    this.network = new EnlargingNetwork(network, model);
    this.model = model;
    this.tile = Math.max(model.fold(), tile / model.fold() * model.fold());
  }

  /**
   * {@return the enlarger around a network that states what it is}
   *
   * @param network the network, taken over
   * @param tile the side in pixels of the photo of the tiles that go through the network; empty for
   *     one that suits it. Memory grows with it; the result does not depend on it by more than one
   *     level
   * @throws IllegalArgumentException if the network does not enlarge pictures
   */
  public static NetworkEnlarger of(Network network, OptionalInt tile) {
    EnlargingModel model =
        EnlargingModel.of(NetworkDescription.fromJson(network.description()).architecture());
    return new NetworkEnlarger(network, model, tile.orElse(model.tile()));
  }

  @Override
  public int largestFactor() {
    return model.scale();
  }

  @Override
  public Photo enlarge(Photo photo, int factor) {
    if (factor < 1 || factor > model.scale()) {
      throw new IllegalArgumentException(
          Wording.format("the network enlarges %d times, not %d", model.scale(), factor));
    }
    while (true) {
      try {
        return photo.enlarged(
            factor,
            enlarged(photo.colour(), factor),
            photo.alpha().map(alpha -> interpolated(alpha, factor)));
      } catch (RuntimeException | OutOfMemoryError e) {
        if (!OutOfMemory.isCauseOf(e)) {
          throw e;
        }
        int smaller = tile / 2 / model.fold() * model.fold();
        if (smaller < SMALLEST_TILE) {
          throw new EngineException(
              Wording.format(
                  "not enough memory to enlarge the photo, even in tiles of %d pixels", tile),
              e);
        }
        // Other photos need as much memory for a tile.
        LOG.warn(
            "not enough memory for tiles of {} pixels: this photo and all later ones are enlarged"
                + " in tiles of {} (--tile {} begins with them)",
            tile,
            smaller,
            smaller);
        tile = smaller;
      }
    }
  }

  private Mat enlarged(Mat colour, int factor) {
    Mat result = new Mat(colour.rows() * factor, colour.cols() * factor, colour.type());
    try {
      Tiling tiling = new Tiling(tile, model.margin(), model.fold());
      for (Tiling.Tile part : tiling.tiles(colour.cols(), colour.rows())) {
        enlarge(colour, part, factor, result);
      }
      return result;
    } catch (RuntimeException | Error e) {
      result.release();
      throw e;
    }
  }

  private void enlarge(Mat colour, Tiling.Tile part, int factor, Mat result) {
    double levels = colour.depth() == CvType.CV_16U ? 65535 : 255;
    Mat input = new Mat();
    Mat output = new Mat();
    Mat target = result.submat(times(factor, part.core()));
    try {
      Mat window = colour.submat(part.window());
      window.convertTo(input, CvType.CV_32F, 1 / levels);
      window.release();
      if (colour.channels() == 1) {
        Imgproc.cvtColor(input, input, Imgproc.COLOR_GRAY2BGR);
      }
      output = network.enlarge(input);
      if (colour.channels() == 1) {
        Imgproc.cvtColor(output, output, Imgproc.COLOR_BGR2GRAY);
      }
      Rect core = part.core().clone();
      core.x -= part.window().x;
      core.y -= part.window().y;
      Mat own = output.submat(times(model.scale(), core));
      if (factor < model.scale()) {
        Mat averaged = new Mat();
        Imgproc.resize(own, averaged, target.size(), 0, 0, Imgproc.INTER_AREA);
        own.release();
        own = averaged;
      }
      // Rounds half to even.
      own.convertTo(target, target.type(), levels);
      own.release();
    } finally {
      input.release();
      output.release();
      target.release();
    }
  }

  private static Rect times(int factor, Rect rect) {
    return new Rect(rect.x * factor, rect.y * factor, rect.width * factor, rect.height * factor);
  }

  private static Mat interpolated(Mat alpha, int factor) {
    Mat enlarged = new Mat();
    Size size = new Size(alpha.cols() * (double) factor, alpha.rows() * (double) factor);
    Imgproc.resize(alpha, enlarged, size, 0, 0, Imgproc.INTER_LINEAR);
    return enlarged;
  }

  @Override
  public void close() {
    network.close();
  }
}
