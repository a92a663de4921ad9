package io.gpen.train;

import io.gpen.degrade.Degrader;
import io.gpen.engine.Tensor;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/**
 * The pictures of every step, made ahead by threads of its own. What a step gets depends on nothing
 * but the pictures, the options and the number of the step: every picture comes once in each round
 * through the folder, in an order drawn for the round.
 */
public final class BatchSource implements AutoCloseable {

  /** What the random numbers are drawn for. */
  private static final long ORDER = 1;

  private static final long MIRROR = 2;
  private static final long DEGRADATION = 3;

  private final PictureFolder pictures;
  private final Options options;
  private final int ahead;
  private final ExecutorService workers;
  private final Deque<Future<List<Batch>>> waiting = new ArrayDeque<>();
  private final Map<Long, int[]> orders = new ConcurrentHashMap<>();
  private long next;

  /**
   * What the pictures of a step are made by.
   *
   * @param batch how many pictures go through the networks at a time
   * @param microBatches how many times that in one step
   * @param seed equal seeds give equal steps
   * @param mirror whether half of the pictures are mirrored left to right
   * @param degrader degrades the pictures; empty if only clear ones are needed. It decides about
   *     mirroring, too
   */
  public record Options(
      int batch, int microBatches, long seed, boolean mirror, Optional<Degrader> degrader) {}

  /**
   * Starts the threads.
   *
   * @param pictures the pictures
   * @param options what the steps are made by
   * @param threads how many threads
   */
  public BatchSource(PictureFolder pictures, Options options, int threads) {
    this.pictures = pictures;
    this.options = options;
    this.ahead = threads + 1;
    this.workers =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "gpen-pictures");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * {@return the pictures of a step} The following steps are made meanwhile.
   *
   * @param step the number of the step, from 0
   * @throws IOException if no picture can be read
   */
  public List<Batch> take(long step) throws IOException {
    if (waiting.isEmpty() || step != next) {
      waiting.forEach(batches -> batches.cancel(false));
      waiting.clear();
      next = step;
    }
    while (waiting.size() <= ahead) {
      long number = next + waiting.size();
      waiting.add(workers.submit(() -> make(number)));
    }
    next++;
    try {
      return waiting.remove().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      } else if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw (RuntimeException) e.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the training was interrupted", e);
    }
  }

  List<Batch> make(long step) throws IOException {
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < options.microBatches(); i++) {
      batches.add(batch((step * options.microBatches() + i) * options.batch()));
    }
    return batches;
  }

  private Batch batch(long position) throws IOException {
    List<Mat> clear = new ArrayList<>();
    List<Mat> degraded = new ArrayList<>();
    try {
      for (int i = 0; i < options.batch(); i++) {
        Mat picture = pictures.picture(index(position + i));
        if (options.degrader().isPresent()) {
          long seed = Seeds.of(options.seed(), DEGRADATION, position + i);
          Degrader.Pair pair = options.degrader().get().degrade(picture, seed);
          picture.release();
          clear.add(pair.clear());
          degraded.add(pair.degraded());
        } else {
          if (options.mirror() && (Seeds.of(options.seed(), MIRROR, position + i) & 1) == 0) {
            Core.flip(picture, picture, 1);
          }
          clear.add(picture);
        }
      }
      Tensor other = degraded.isEmpty() ? null : PictureTensor.of(degraded);
      return new Batch(PictureTensor.of(clear), other);
    } finally {
      clear.forEach(Mat::release);
      degraded.forEach(Mat::release);
    }
  }

  /** {@return which picture comes at a place of the whole training} */
  private int index(long position) {
    long round = position / pictures.count();
    orders.keySet().removeIf(old -> old < round - 1);
    return orders.computeIfAbsent(round, this::order)[(int) (position % pictures.count())];
  }

  private int[] order(long round) {
    Random random = new Random(Seeds.of(options.seed(), ORDER, round));
    int[] order = new int[pictures.count()];
    for (int i = 0; i < order.length; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
