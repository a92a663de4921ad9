package io.gpen.restore;

import io.gpen.detect.Detections;
import io.gpen.face.AlignedFace;
import io.gpen.face.Face;
import io.gpen.face.FaceOutcome;
import io.gpen.face.FaceOutcome.Rule;
import io.gpen.face.PhotoFace;
import io.gpen.generate.FaceGenerator;
import io.gpen.generate.GeneratedCrop;
import io.gpen.image.Photo;
import io.gpen.paste.FaceParser;
import io.gpen.restore.RestoreOptions.Mono;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** What photographs and aligned crops have in common: the way of a face through the generator. */
abstract sealed class GeneratorRestorer implements PhotoRestorer
    permits FacePhotoRestorer, AlignedCropRestorer {

  private final FaceGenerator generator;
  private final Optional<FaceParser> parser;
  private final RestoreOptions options;

  GeneratorRestorer(FaceGenerator generator, Optional<FaceParser> parser, RestoreOptions options) {
    this.generator = generator;
    this.parser = parser;
    this.options = options;
  }

  /**
   * {@return what a detector finds in a photo}
   *
   * @param view its pixels as 8-bit BGR, not changed
   */
  abstract Detections detect(Mat view);

  /**
   * {@return the chosen faces of a photo, in descending score; those to restore are aligned}
   *
   * @param photo the photo, not changed
   * @param view its pixels as 8-bit BGR, not changed
   * @param found what {@link #detect} found in it
   */
  abstract List<PhotoFace> faces(Photo photo, Mat view, Detections found);

  /**
   * {@return a new photo with restored faces}
   *
   * @param before the photo to paste into, not changed
   * @param prepared the photo and what became of its faces, not changed
   * @param faces the restored ones of them, at least one
   */
  abstract Photo compose(Photo before, PreparedPhoto prepared, List<FaceOutcome.Restored> faces);

  RestoreOptions options() {
    return options;
  }

  /** {@return the side of the crops in pixels} */
  int cropSize() {
    return generator.size();
  }

  @Override
  public PreparedPhoto prepare(Photo photo, Optional<Mat> holes) {
    boolean copied = photo.colour().type() != CvType.CV_8UC3;
    Mat view = copied ? photo.toBgr8() : photo.colour();
    Mat shown = TaskPixels.shown(options.task(), view, holes);
    List<PhotoFace> faces = List.of();
    try {
      boolean filled = holes.filter(mask -> Core.countNonZero(mask) == 0).isPresent();
      Detections found = filled ? Detections.NONE : detect(shown);
      faces = filled ? List.of() : faces(photo, shown, found);
      boolean restores = faces.stream().anyMatch(AlignedFace.class::isInstance);
      return new PreparedPhoto(photo, holes, found, faces, restores && isMono(photo, view));
    } catch (RuntimeException | Error e) {
      faces.forEach(PhotoFace::close);
      photo.close();
      holes.ifPresent(Mat::release);
      throw e;
    } finally {
      if (shown != view) {
        shown.release();
      }
      if (copied) {
        view.release();
      }
    }
  }

  private boolean isMono(Photo photo, Mat view) {
    if (TaskPixels.paints(options.task())) {
      return false;
    }
    return photo.isGrey()
        || options.mono() == Mono.ON
        || options.mono() == Mono.AUTO && Monochrome.isMonochrome(view);
  }

  /**
   * {@return the outcome of a face with more detail than the generator can give back; empty for a
   * face to restore}
   *
   * @param shrink how many pixels of the photo would become one pixel of the crop
   */
  Optional<FaceOutcome> kept(Face face, double shrink) {
    double maxShrink = options.selection().maxShrink();
    if (shrink <= maxShrink) {
      return Optional.empty();
    }
    String reason =
        String.format(
            Locale.ROOT,
            "it has more detail than the generator can restore: its crop would be reduced %.2f"
                + " times, more than %.2f",
            shrink,
            maxShrink);
    return Optional.of(new FaceOutcome.Kept(face, shrink, Rule.SHARP, reason));
  }

  @Override
  public int batch() {
    return generator.batch();
  }

  @Override
  public void generate(List<PreparedPhoto> photos) {
    List<AlignedFace> waiting = photos.stream().flatMap(photo -> photo.waiting().stream()).toList();
    Iterator<FaceOutcome> outcomes = outcomes(waiting).iterator();
    photos.forEach(photo -> photo.complete(face -> outcomes.next()));
  }

  /** Parses here and not while pasting: two networks at once would compete for the cores. */
  private List<FaceOutcome> outcomes(List<AlignedFace> faces) {
    List<GeneratedCrop> crops = generator.restore(faces.stream().map(AlignedFace::crop).toList());
    List<FaceOutcome> outcomes = new ArrayList<>();
    try {
      for (int i = 0; i < faces.size(); i++) {
        outcomes.add(outcome(faces.get(i), crops.get(i)));
      }
      return outcomes;
    } catch (RuntimeException | Error e) {
      // The aligned faces stay open, as they are given again.
      crops.forEach(GeneratedCrop::close);
      FaceOutcome.restored(outcomes).forEach(face -> face.parsed().ifPresent(Mat::release));
      throw e;
    }
  }

  private FaceOutcome outcome(AlignedFace face, GeneratedCrop crop) {
    if (crop instanceof GeneratedCrop.Restored restored) {
      Mat pixels = restored.pixels();
      return new FaceOutcome.Restored(
          face,
          pixels,
          parser.map(network -> network.parse(pixels)),
          options.paste().alpha(),
          List.of());
    }
    return new FaceOutcome.Failed(
        face.face(), face.shrink(), "the generator returned NaN or infinite values");
  }

  @Override
  public PastedPhoto paste(PreparedPhoto prepared) {
    List<FaceOutcome.Restored> restored = FaceOutcome.restored(prepared.outcomes());
    if (restored.isEmpty()) {
      return prepared.result(Optional.empty());
    }
    Photo photo = prepared.photo();
    Photo before = TaskPixels.before(options.task(), photo);
    try {
      Photo pasted = compose(before, prepared, restored);
      return prepared.result(
          Optional.of(TaskPixels.finished(options.task(), before, pasted, prepared.holes())));
    } finally {
      if (before != photo) {
        before.close();
      }
    }
  }
}
