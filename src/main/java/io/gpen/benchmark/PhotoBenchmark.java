package io.gpen.benchmark;

import io.gpen.align.FaceAligner;
import io.gpen.face.AlignedFace;
import io.gpen.face.FaceOutcome.Restored;
import io.gpen.files.AtomicFile;
import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.io.PhotoReader;
import io.gpen.image.io.PhotoWriter;
import io.gpen.paste.FacePaster;
import io.gpen.paste.PasteOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/**
 * Times every step of a photo except the networks: its faces are known, and inverted crops stand in
 * for restored ones. Each step works on the result of the one before.
 */
final class PhotoBenchmark implements AutoCloseable {

  /** The position of pasting among the steps. */
  private static final int PASTE = 2;

  private final SyntheticPhoto model;
  private final Path input;
  private final Path output;
  private final FaceAligner aligner;
  private final FacePaster paster;
  private final FullSizePaste fullSize;
  private final List<Mat> restored = new ArrayList<>();
  private List<Restored> faces = List.of();
  private Photo photo;
  private Photo pasted;
  private byte[] encoded;

  /**
   * What one photo costs besides the networks.
   *
   * @param width of the photo in pixels
   * @param height of the photo in pixels
   * @param faces how many faces are pasted
   * @param crop the side of the crops in pixels
   * @param fileBytes the size of the photo's file
   * @param steps what the program does with it, in its order
   * @param seconds all steps together
   * @param fullSizePaste pasting as the reference does it
   * @param pasteRatio how many times faster pasting is than the reference's way, round by round
   */
  public record Figures(
      int width,
      int height,
      int faces,
      int crop,
      long fileBytes,
      List<Timing> steps,
      Measurement seconds,
      Timing fullSizePaste,
      Measurement pasteRatio) {}

  private PhotoBenchmark(SyntheticPhoto model, int crop, Path folder) {
    this.model = model;
    this.input = folder.resolve("photo.jpg");
    this.output = folder.resolve("restored.jpg");
    this.aligner = new FaceAligner(crop);
    this.paster = new FacePaster(crop, PasteOptions.REFERENCE);
    this.fullSize = new FullSizePaste(crop);
  }

  /**
   * {@return the figures}
   *
   * @param model the photo
   * @param crop the side of the crops in pixels
   * @param folder where files may be written
   */
  static Figures run(SyntheticPhoto model, int crop, Path folder, Rounds rounds) {
    try (PhotoBenchmark benchmark = new PhotoBenchmark(model, crop, folder)) {
      byte[] jpeg = model.jpeg();
      Files.write(benchmark.input, jpeg);
      List<Timing> timings =
          rounds.time(
              List.of(
                  Rounds.Work.here("read", benchmark::read),
                  Rounds.Work.here("crop", benchmark::crop),
                  Rounds.Work.here("paste", benchmark::paste),
                  Rounds.Work.here("encode", benchmark::encode),
                  Rounds.Work.here("write", benchmark::write),
                  Rounds.Work.here("paste, full size", benchmark::pasteFullSize)));
      int last = timings.size() - 1;
      List<Timing> steps = timings.subList(0, last);
      Timing fullSizePaste = timings.get(last);
      return new Figures(
          model.width(),
          model.height(),
          model.faces().size(),
          crop,
          jpeg.length,
          steps,
          steps.stream().map(Timing::seconds).reduce(Measurement::plus).orElseThrow(),
          fullSizePaste,
          fullSizePaste.seconds().over(steps.get(PASTE).seconds()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    release();
    try {
      photo = PhotoReader.read(Files.readAllBytes(input), Long.MAX_VALUE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void crop() {
    List<AlignedFace> aligned =
        model.faces().parallelStream()
            .map(face -> aligner.crop(photo.colour(), face, aligner.toCrop(face).orElseThrow()))
            .toList();
    if (restored.isEmpty()) {
      // In the first round, which is not counted; the crops are the same in all rounds.
      aligned.forEach(face -> restored.add(inverted(face.crop())));
    }
    faces =
        IntStream.range(0, aligned.size())
            .mapToObj(
                i -> new Restored(aligned.get(i), restored.get(i), Optional.empty(), 1, List.of()))
            .toList();
  }

  private static Mat inverted(Mat crop) {
    Mat inverted = new Mat();
    Core.bitwise_not(crop, inverted);
    return inverted;
  }

  private void paste() {
    pasted = photo.withColour(paster.paste(photo, faces, List.of(), false));
  }

  private void encode() {
    encoded = PhotoWriter.encode(pasted, OutputOptions.DEFAULTS).bytes();
  }

  private void write() {
    try {
      AtomicFile.write(output, encoded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void pasteFullSize() {
    fullSize.paste(photo.colour(), faces).release();
  }

  /** Releases the results of the previous round. */
  private void release() {
    faces.forEach(face -> face.aligned().close());
    faces = List.of();
    if (photo != null) {
      photo.close();
    }
    if (pasted != null) {
      pasted.close();
    }
  }

  @Override
  public void close() {
    release();
    restored.forEach(Mat::release);
    fullSize.close();
  }
}
