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
 * Times everything that is done with a photo but the networks: its faces are known, and inverted
 * crops stand in for restored ones. Each step works on what the one before it left.
 */
final class PhotoBenchmark implements AutoCloseable {

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

  private PhotoBenchmark(SyntheticPhoto model, int crop, Path folder) {
    this.model = model;
    this.input = folder.resolve("photo.jpg");
    this.output = folder.resolve("restored.jpg");
    this.aligner = new FaceAligner(crop);
    this.paster = new FacePaster(crop);
    this.fullSize = new FullSizePaste(crop);
  }

  /**
   * {@return the figures}
   *
   * @param model the photo
   * @param crop the side of the crops in pixels
   * @param folder where files may be written
   */
  static PhotoFigures run(SyntheticPhoto model, int crop, Path folder, Rounds rounds) {
    try (PhotoBenchmark benchmark = new PhotoBenchmark(model, crop, folder)) {
      byte[] jpeg = model.jpeg();
      Files.write(benchmark.input, jpeg);
      List<Timing> timings =
          rounds.time(
              List.of(
                  Rounds.Work.here("read", benchmark::read),
                  Rounds.Work.here("crop", benchmark::crop),
                  Rounds.Work.here(PhotoFigures.PASTE, benchmark::paste),
                  Rounds.Work.here("encode", benchmark::encode),
                  Rounds.Work.here("write", benchmark::write),
                  Rounds.Work.here("paste, full size", benchmark::pasteFullSize)));
      int last = timings.size() - 1;
      return new PhotoFigures(
          model.width(),
          model.height(),
          model.faces().size(),
          crop,
          jpeg.length,
          timings.subList(0, last),
          timings.get(last));
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
            .mapToObj(i -> new Restored(aligned.get(i), restored.get(i), Optional.empty()))
            .toList();
  }

  private static Mat inverted(Mat crop) {
    Mat inverted = new Mat();
    Core.bitwise_not(crop, inverted);
    return inverted;
  }

  private void paste() {
    pasted = photo.withColour(paster.paste(photo, faces, 1, false));
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

  /** What the round before left. */
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
