package io.gpen.image.jpeg;

import io.gpen.image.Codec;
import io.gpen.image.ImageThreadPool;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoFormat;
import io.gpen.image.PhotoHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Decodes a sequential JPEG file on all cores, while it is still being looked through: as soon as a
 * strip is known to be there, OpenCV decodes it as a small file of its own. The pixels are those of
 * the whole file decoded at once. Works for files of one scan, grey or of three colours, that are
 * worth it and whose restart markers, if there are any, are where rows begin; for others there is
 * no picture. Owns native memory, and other threads use the file until it is closed.
 */
final class StripDecoder implements RowListener, AutoCloseable {

  /** Pixels of one strip; pictures of fewer than two strips are decoded at once. */
  private static final int STRIP_PIXELS = 1 << 19;

  /** Rows of pixels in a block. */
  private static final int BLOCK = 8;

  private final byte[] file;
  private final JpegFrame frame;
  private final int stripPixels;
  private final int rowPixels;
  private final List<CompletableFuture<Boolean>> strips = new ArrayList<>();
  private final long[] places;
  private final int[][] predictions;
  private Optional<StripSource> source = Optional.empty();
  private Mat picture;
  private boolean begun;
  private int restartInterval;
  private int rowsPerStrip;

  /** Rows of units that a strip needs beyond its own: colours are interpolated between rows. */
  private int context;

  private int known;
  private int next;

  StripDecoder(byte[] file, JpegFrame frame) {
    this(file, frame, STRIP_PIXELS);
  }

  /**
   * Decodes strips of a given size.
   *
   * @param stripPixels pixels of one strip
   */
  StripDecoder(byte[] file, JpegFrame frame, int stripPixels) {
    this.file = file;
    this.frame = frame;
    this.stripPixels = stripPixels;
    this.rowPixels = BLOCK * frame.maxV();
    this.places = new long[frame.mcusDown() + 1];
    this.predictions = new int[frame.mcusDown()][];
  }

  @Override
  public void scan(JpegScan scan, JpegTables tables, int interval, int start) {
    int count = frame.components().size();
    boolean grey = count == 1 && frame.maxH() == 1 && frame.maxV() == 1;
    boolean colour = count == 3 && scan.components().size() == count;
    source = Optional.empty();
    if (!begun && (grey || colour) && !frame.progressive() && isWorthCutting(interval)) {
      picture = Codec.allocate(header(frame.height()), CvType.CV_8UC(count));
      source = StripSource.of(file, scan, tables, start);
    }
    begun = true;
  }

  /** Says how, if it is. */
  private boolean isWorthCutting(int interval) {
    int across = frame.mcusAcross();
    restartInterval = interval;
    if (interval > 0 && interval % across != 0 && across % interval != 0) {
      return false;
    }
    int step = Math.max(1, interval / across);
    boolean blended = frame.components().stream().anyMatch(c -> c.v() < frame.maxV());
    context = blended ? step : 0;
    int rows = (blended ? 2 : 1) * stripPixels / frame.width() / rowPixels;
    rowsPerStrip = Math.max(1, rows / step) * step;
    return frame.mcusDown() >= 2 * rowsPerStrip;
  }

  @Override
  public void row(long place, int[] before) {
    if (source.isPresent()) {
      predictions[known] = before;
      reached(place);
    }
  }

  @Override
  public void end(long place) {
    if (source.isPresent() && known == frame.mcusDown()) {
      reached(place);
    }
  }

  /** The next row begins, or the last one ends, and with it perhaps what a strip needs. */
  private void reached(long place) {
    places[known++] = place;
    int rows = frame.mcusDown();
    StripSource from = source.orElseThrow();
    while (next < rows && known > Math.min(rows, next + rowsPerStrip + context)) {
      int first = next;
      next = Math.min(rows, next + rowsPerStrip);
      int last = next;
      strips.add(ImageThreadPool.start(() -> decode(from, first, last)));
    }
  }

  /** {@return whether the rows of units from one to another could be decoded} */
  private boolean decode(StripSource from, int first, int last) {
    int above = Math.max(0, first - context);
    int below = Math.min(frame.mcusDown(), last + context);
    int top = above * rowPixels;
    int height = Math.min(frame.height(), below * rowPixels) - top;
    Mat decoded = Codec.decode(file(from, above, below, height), header(height));
    try {
      int bottom = Math.min(frame.height(), last * rowPixels);
      return decoded.type() == picture.type() && copy(decoded, top, first * rowPixels, bottom);
    } finally {
      decoded.release();
    }
  }

  /** {@return the file of rows of units} */
  private byte[] file(StripSource from, int above, int below, int height) {
    if (restartInterval == 0) {
      return from.strip(places[above], places[below], predictions[above], height);
    }
    int start = (int) (places[above] >>> 3);
    int end = (int) (places[below] + 7 >>> 3);
    if (below < frame.mcusDown()) {
      // The next row begins behind a marker.
      end -= 2;
    } else if (file[end - 1] == (byte) 0xff) {
      end++;
    }
    int restarts = (int) ((long) above * frame.mcusAcross() / restartInterval & 7);
    return from.restarted(start, end, restarts, height);
  }

  private PhotoHeader header(int height) {
    return new PhotoHeader(PhotoFormat.JPEG, frame.width(), height, frame.components().size(), 8);
  }

  private boolean copy(Mat decoded, int top, int from, int to) {
    Mat rows = decoded.rowRange(from - top, to - top);
    Mat target = picture.rowRange(from, to);
    try {
      rows.copyTo(target);
      return true;
    } finally {
      rows.release();
      target.release();
    }
  }

  /**
   * {@return the picture, owned by the caller, or nothing if it has to be decoded at once}
   *
   * <p>To be asked only if the file turned out to be sound.
   */
  Optional<Mat> picture() {
    boolean all = source.isPresent() && next == frame.mcusDown();
    try {
      for (CompletableFuture<Boolean> strip : strips) {
        all &= ImageThreadPool.resultOf(strip);
      }
    } catch (PhotoException e) {
      // What cannot be decoded in parts is left to the decoder of the whole.
      all = false;
    }
    if (!all) {
      return Optional.empty();
    }
    Mat whole = picture;
    picture = null;
    return Optional.of(whole);
  }

  @Override
  public void close() {
    ImageThreadPool.await(strips);
    if (picture != null) {
      picture.release();
    }
  }
}
