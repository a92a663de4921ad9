package io.gpen.batch.run;

import io.gpen.batch.BatchAbortedException;
import io.gpen.image.PhotoSource;
import io.gpen.restore.PhotoRestorer;
import io.gpen.text.Wording;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Three stages on three threads: the caller's thread reads photos and finds their faces, one runs
 * the generator, with faces of several photos at once if it takes them, one puts the faces back and
 * writes. What waits between them is bounded by the budget of pixels. Whatever is thrown for a
 * photo is that photo's end and nobody else's.
 */
final class PhotoPipeline implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PhotoPipeline.class);

  /** So many threads that never end are left behind; each may keep a core busy. */
  private static final int MOST_ABANDONED = 8;

  private final PhotoWork work;
  private final RunRecorder recorder;
  private final PixelBudget budget;
  private final Supplier<PhotoRestorer> restorer;
  private final Optional<Duration> timeout;
  private final StageThread reading = new StageThread("gpen-reader");
  private final StageThread generating = new StageThread("gpen-generator");
  private final StageThread writing = new StageThread("gpen-writer");
  private final BooleanSupplier stopRequested;
  private final AtomicReference<Throwable> end = new AtomicReference<>();

  PhotoPipeline(
      PhotoWork work,
      RunRecorder recorder,
      PixelBudget budget,
      Supplier<PhotoRestorer> restorer,
      Optional<Duration> timeout,
      BooleanSupplier stopRequested) {
    this.work = work;
    this.recorder = recorder;
    this.budget = budget;
    this.restorer = restorer;
    this.timeout = timeout;
    this.stopRequested = stopRequested;
  }

  /** One stage of one photo. */
  private interface Stage {
    /** {@return whether the photo goes on to the next stage} */
    boolean run(PhotoJob job) throws Exception;
  }

  /**
   * Works until there is no more photo, and waits until the last is done with.
   *
   * @param feed hands out the next photo, or nothing; once {@link #hasEnded}, it is to put all that
   *     are left aside
   */
  void run(Supplier<Optional<PhotoJob>> feed) {
    Line prepared = new Line();
    Line generated = new Line();
    Thread generator =
        thread(
            "gpen-generator-line",
            () -> serve(prepared, job -> generateWithOthers(job, prepared, generated), generated));
    Line done = new Line();
    Thread writer =
        thread(
            "gpen-writer-line",
            () -> serve(generated, job -> attempt(job, this::finish, done), done));
    try {
      for (var job = feed.get(); job.isPresent(); job = feed.get()) {
        if (isReady(job.get())) {
          attempt(job.get(), this::prepare, prepared);
        }
      }
    } catch (Throwable e) {
      endAll(e);
    }
    prepared.finish();
    join(generator);
    join(writer);
    if (hasEnded()) {
      feed.get();
    }
  }

  /** {@return whether something has ended the whole run} */
  boolean hasEnded() {
    return end.get() != null;
  }

  /** Models are loaded before a start is noted, so that no photo is blamed for them. */
  private boolean isReady(PhotoJob job) {
    try {
      restorer.get();
      return true;
    } catch (Throwable e) {
      recorder.notBegun(job);
      endAll(e);
      return false;
    }
  }

  private boolean prepare(PhotoJob job) throws Exception {
    recorder.started(job);
    PhotoSource source = timed(reading, List.of(job), () -> work.open(job));
    work.reserve(job);
    PhotoRestorer ready = restorer.get();
    timed(
        reading,
        List.of(job),
        () -> {
          work.prepare(job, source, ready);
          return job;
        });
    work.charge(job);
    return true;
  }

  private boolean generate(PhotoJob job) throws Exception {
    // The photo that is alone is never given up: it has to show whether it does harm.
    if (stopRequested.getAsBoolean() && !job.alone()) {
      giveUp(job);
      return false;
    }
    generate(List.of(job));
    return true;
  }

  /**
   * Takes along photos that wait already, as long as the generator has room for more faces. If they
   * fail together they go one by one, so that only those to blame fail.
   */
  private void generateWithOthers(PhotoJob first, Line waiting, Line out) {
    List<PhotoJob> jobs = new ArrayList<>(List.of(first));
    int room = first.crops() == 0 ? 0 : restorer.get().batch() - first.crops();
    while (room > 0) {
      Optional<PhotoJob> next = waiting.poll();
      if (next.isEmpty()) {
        break;
      }
      jobs.add(next.get());
      room -= next.get().crops();
    }
    if (jobs.size() > 1 && !hasEnded() && !stopRequested.getAsBoolean()) {
      try {
        generate(jobs);
        jobs.forEach(out::add);
        return;
      } catch (TimeoutException e) {
        // None of them is to blame, and the abandoned step still uses them all.
        IOException thrown = new IOException("the generator did not answer: " + e.getMessage());
        jobs.forEach(job -> fail(job, thrown));
        return;
      } catch (BatchAbortedException e) {
        endAll(e);
        jobs.forEach(this::giveUp);
        return;
      } catch (Throwable e) {
        LOG.debug("{} photos failed as a batch and are processed one by one", jobs.size(), e);
      }
    }
    jobs.forEach(job -> attempt(job, this::generate, out));
  }

  private void generate(List<PhotoJob> jobs) throws Exception {
    PhotoRestorer ready = restorer.get();
    timed(
        generating,
        jobs,
        () -> {
          work.generate(jobs, ready);
          return jobs;
        });
  }

  private boolean finish(PhotoJob job) throws Exception {
    PhotoRestorer ready = restorer.get();
    try (job) {
      recorder.done(job, timed(writing, List.of(job), () -> work.finish(job, ready)));
    }
    return false;
  }

  /**
   * Runs a step that ends as a failure of its photos if it takes too long.
   *
   * @throws BatchAbortedException if going on would only abandon more and more threads
   */
  private <T> T timed(StageThread thread, List<PhotoJob> jobs, Callable<T> step) throws Exception {
    long limit = timeout.map(Duration::toNanos).orElse(Long.MAX_VALUE);
    long left = jobs.stream().mapToLong(job -> job.timeLeft(limit)).max().orElse(limit);
    try {
      return thread.call(jobs, left, step);
    } catch (TimeoutException e) {
      jobs.forEach(job -> job.worked(left));
      boolean decoding = jobs.get(0).isDecoding();
      if (thread.abandonedInARow() > (decoding ? MOST_ABANDONED : 1)) {
        throw new BatchAbortedException(
            "several photos in a row took longer than --photo-timeout; run the same"
                + " command again to continue with the others");
      }
      throw new TimeoutException(
          "it took longer than " + Wording.duration(timeout.orElseThrow()) + " (--photo-timeout)");
    }
  }

  private void serve(Line in, Consumer<PhotoJob> step, Line out) {
    try {
      for (var job = in.take(); job.isPresent(); job = in.take()) {
        step.accept(job.get());
      }
    } catch (Throwable e) {
      endAll(e);
      in.closeAll();
    } finally {
      out.finish();
    }
  }

  private void attempt(PhotoJob job, Stage stage, Line out) {
    if (hasEnded()) {
      giveUp(job);
      return;
    }
    try {
      if (stage.run(job)) {
        out.add(job);
      }
    } catch (BatchAbortedException e) {
      endAll(e);
      giveUp(job);
    } catch (Throwable e) {
      fail(job, e);
    }
  }

  private void fail(PhotoJob job, Throwable thrown) {
    LOG.debug("{} failed", job.photo().file(), thrown);
    try (job) {
      recorder.failed(job, Failures.of(thrown, job.isDecoding()));
    } catch (BatchAbortedException | IOException e) {
      endAll(e);
      giveUp(job);
    }
  }

  private void giveUp(PhotoJob job) {
    try (job) {
      recorder.givenUp(job);
    } catch (BatchAbortedException | IOException e) {
      LOG.debug("{} was abandoned, but this could not be recorded", job.photo().file(), e);
    }
  }

  private void endAll(Throwable reason) {
    end.compareAndSet(null, reason);
    budget.open();
  }

  /**
   * Throws what has ended the whole run, if anything has.
   *
   * @throws BatchAbortedException if the run had to end
   */
  void rethrow() {
    Throwable reason = end.get();
    if (reason instanceof RuntimeException e) {
      throw e;
    }
    if (reason instanceof Error e) {
      throw e;
    }
    if (reason != null) {
      throw new IllegalStateException(reason);
    }
  }

  @Override
  public void close() {
    reading.close();
    generating.close();
    writing.close();
  }

  private static Thread thread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void join(Thread thread) {
    for (boolean alive = true; alive; ) {
      try {
        thread.join();
        alive = false;
      } catch (InterruptedException e) {
        // A run is stopped by request only: half of a pipeline must not go on by itself.
      }
    }
  }

  /** What waits for a stage; bounded by the budget, whose share every photo holds. */
  private static final class Line {
    private final LinkedBlockingQueue<Optional<PhotoJob>> jobs = new LinkedBlockingQueue<>();

    void add(PhotoJob job) {
      jobs.add(Optional.of(job));
    }

    void finish() {
      jobs.add(Optional.empty());
    }

    Optional<PhotoJob> take() throws InterruptedException {
      return jobs.take();
    }

    /** {@return the next one if it is here already and not the end} */
    Optional<PhotoJob> poll() {
      Optional<PhotoJob> next = jobs.peek();
      return next == null || next.isEmpty() ? Optional.empty() : jobs.remove();
    }

    void closeAll() {
      jobs.forEach(job -> job.ifPresent(PhotoJob::close));
    }
  }
}
