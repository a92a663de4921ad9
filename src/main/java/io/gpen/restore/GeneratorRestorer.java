package io.gpen.restore;

import io.gpen.detect.Detections;
import io.gpen.detect.FaceDetector;
import io.gpen.enlarge.PhotoEnlarger;
import io.gpen.face.AlignedFace;
import io.gpen.face.Face;
import io.gpen.face.FaceOutcome;
import io.gpen.face.FaceOutcome.Rule;
import io.gpen.face.PhotoFace;
import io.gpen.face.Point;
import io.gpen.finish.EdgeBlur;
import io.gpen.finish.LargeScaleTone;
import io.gpen.generate.FaceGenerator;
import io.gpen.generate.GeneratedCrop;
import io.gpen.guard.FaceGuard;
import io.gpen.guard.GuardOptions.Mode;
import io.gpen.guard.IdentityGuard;
import io.gpen.guard.LandmarkGuard;
import io.gpen.guard.Objection;
import io.gpen.guard.ToneGuard;
import io.gpen.identity.IdentityNetwork;
import io.gpen.image.Parallel;
import io.gpen.image.Photo;
import io.gpen.paste.FaceParser;
import io.gpen.restore.RestoreOptions.Mono;
import io.gpen.text.Wording;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/** What photographs and aligned crops have in common: the way of a face through the generator. */
abstract sealed class GeneratorRestorer implements PhotoRestorer
    permits FacePhotoRestorer, AlignedCropRestorer {

  private static final String SHARP_REASON = "already sharper than the model can give back";

  private final FaceGenerator generator;
  private final Optional<FaceParser> parser;
  private final Optional<PhotoEnlarger> enlarger;
  private final List<FaceGuard> guards;
  private final RestoreOptions options;

  GeneratorRestorer(
      FaceGenerator generator,
      Optional<FaceParser> parser,
      Optional<PhotoEnlarger> enlarger,
      List<FaceGuard> guards,
      RestoreOptions options) {
    if (enlarger.isPresent() != options.enlarges()) {
      throw new IllegalArgumentException("a factor and a network that enlarges need each other");
    }
    this.generator = generator;
    this.parser = parser;
    this.enlarger = enlarger;
    this.guards = List.copyOf(guards);
    this.options = options;
  }

  /**
   * {@return what a detector finds in a photo}
   *
   * @param view its pixels as 8-bit BGR, not changed
   */
  abstract Detections detect(Mat view);

  /**
   * {@return what compares restored crops with those before}
   *
   * @param detector finds faces in crops; empty where none is in use
   * @param identity tells people apart; empty where none is in use
   */
  static List<FaceGuard> guards(
      Optional<FaceDetector> detector, Optional<IdentityNetwork> identity, RestoreOptions options) {
    List<FaceGuard> guards = new ArrayList<>();
    if (options.guards().mode() != Mode.OFF) {
      if (options.task() instanceof FaceTask.Restore) {
        guards.add(new ToneGuard());
      }
      detector.ifPresent(network -> guards.add(new LandmarkGuard(network)));
    }
    if (options.guards().comparesIdentity()) {
      IdentityNetwork network =
          identity.orElseThrow(
              () -> new IllegalArgumentException("a least identity needs an identity network"));
      guards.add(new IdentityGuard(network, options.guards().minIdentity().orElseThrow()));
    }
    return guards;
  }

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
  public PreparedPhoto prepare(Photo photo, Optional<Mat> holes, Optional<List<Face>> known) {
    boolean copied = photo.colour().type() != CvType.CV_8UC3;
    Mat view = copied ? photo.toBgr8() : photo.colour();
    Mat shown = TaskPixels.shown(options.task(), view, holes);
    List<PhotoFace> faces = List.of();
    try {
      boolean nothingToFill = TaskPixels.hasNothingToFill(holes);
      Detections found =
          nothingToFill
              ? Detections.NONE
              : known.map(all -> new Detections(all, List.of())).orElseGet(() -> detect(shown));
      faces = nothingToFill ? List.of() : faces(photo, shown, found);
      boolean restores = faces.stream().anyMatch(AlignedFace.class::isInstance);
      boolean mono = restores && isMono(photo, view);
      List<PhotoFace> shared = inParallel(faces, shared(photo, mono));
      return new PreparedPhoto(photo, holes, found, shared, mono);
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

  /**
   * {@return what a function makes of each item, in their order} It is called on several threads;
   * all of them have ended when this returns or throws.
   */
  static <T> List<PhotoFace> inParallel(List<T> items, Function<? super T, PhotoFace> function) {
    PhotoFace[] made = new PhotoFace[items.size()];
    try {
      Parallel.forEach(made.length, i -> made[i] = function.apply(items.get(i)));
      return List.of(made);
    } catch (RuntimeException | Error e) {
      Stream.of(made).filter(Objects::nonNull).forEach(PhotoFace::close);
      throw e;
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

  /** Gives faces to restore their share, and keeps those that are too sharp to have one. */
  private UnaryOperator<PhotoFace> shared(Photo photo, boolean mono) {
    return face -> {
      if (!(face instanceof AlignedFace aligned)) {
        return face;
      }
      if (mono) {
        makeGrey(aligned.crop());
      }
      double alpha = options.paste().alpha();
      if (!options.paste().blend() || !givesBackDetail()) {
        return aligned.withShare(alpha);
      }
      double blur = EdgeBlur.of(aligned.crop(), aligned.toCrop(), photo.width(), photo.height());
      double share = generator.share(blur, aligned.toCrop().scale());
      if (share > 0) {
        return aligned.withShare(alpha * share);
      }
      aligned.close();
      return new FaceOutcome.Kept(aligned.face(), aligned.shrink(), Rule.SHARP, SHARP_REASON);
    };
  }

  /** {@return whether the faces stay what they are but for detail, tone included} */
  private boolean givesBackDetail() {
    return options.task() instanceof FaceTask.Restore;
  }

  /** Sepia and faded dyes mislead generators: they paint colours into the eyes. */
  private static void makeGrey(Mat crop) {
    Mat grey = new Mat();
    try {
      Imgproc.cvtColor(crop, grey, Imgproc.COLOR_BGR2GRAY);
      Imgproc.cvtColor(grey, crop, Imgproc.COLOR_GRAY2BGR);
    } finally {
      grey.release();
    }
  }

  /**
   * {@return the outcome of a face with more pixels than the generator can give back; empty for a
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
        Wording.format(
            "larger than the model can give back: its crop is %.0f pixels wide, the model's %d",
            shrink * cropSize(), cropSize());
    return Optional.of(new FaceOutcome.Kept(face, shrink, Rule.SHARP, reason));
  }

  /** {@return the outcome of a face that stays as it is because of an objection} */
  static FaceOutcome kept(Face face, double shrink, Objection objection) {
    return new FaceOutcome.Kept(face, shrink, objection.rule(), objection.reason());
  }

  /** {@return what is said about a face that is restored in spite of an objection} */
  static String warning(Face face, Objection objection) {
    Point centre = face.box().centre();
    return Wording.format(
        "the face at %.0f, %.0f may have become worse: %s",
        centre.x(), centre.y(), objection.reason());
  }

  @Override
  public int batch() {
    return generator.batch();
  }

  @Override
  public void enlarge(PreparedPhoto photo) {
    if (enlarger.isPresent() && photo.enlarged().isEmpty()) {
      photo.enlarged(enlarger.get().enlarge(photo.photo(), options.upscale()));
    }
  }

  @Override
  public void generate(List<PreparedPhoto> photos) {
    List<AlignedFace> waiting = photos.stream().flatMap(photo -> photo.waiting().stream()).toList();
    Iterator<FaceOutcome> outcomes = outcomes(photos, waiting).iterator();
    photos.forEach(photo -> photo.complete(face -> outcomes.next()));
  }

  /** Parses here and not while pasting: two networks at once would compete for the cores. */
  private List<FaceOutcome> outcomes(List<PreparedPhoto> photos, List<AlignedFace> faces) {
    List<GeneratedCrop> crops = generator.restore(faces.stream().map(AlignedFace::crop).toList());
    List<FaceOutcome> outcomes = new ArrayList<>();
    try {
      Iterator<GeneratedCrop> made = crops.iterator();
      for (PreparedPhoto photo : photos) {
        photo.waiting().forEach(face -> finish(face, made.next(), photo.mono()));
      }
      List<Optional<Objection>> objections = objections(faces, crops);
      for (int i = 0; i < faces.size(); i++) {
        outcomes.add(outcome(faces.get(i), crops.get(i), objections.get(i)));
      }
      for (int i = 0; i < faces.size(); i++) {
        if (!(outcomes.get(i) instanceof FaceOutcome.Restored)) {
          faces.get(i).close();
          crops.get(i).close();
        }
      }
      return outcomes;
    } catch (RuntimeException | Error e) {
      // The aligned faces stay open, as they are given again.
      crops.forEach(GeneratedCrop::close);
      FaceOutcome.restored(outcomes).forEach(face -> face.parsed().ifPresent(Mat::release));
      throw e;
    }
  }

  private void finish(AlignedFace face, GeneratedCrop crop, boolean mono) {
    if (crop instanceof GeneratedCrop.Restored restored) {
      if (mono) {
        makeGrey(restored.pixels());
      }
      if (options.paste().keepTone() && givesBackDetail()) {
        LargeScaleTone.keep(restored.pixels(), face.crop());
      }
    }
  }

  /** {@return for each face what the first guard that objects has against it} */
  private List<Optional<Objection>> objections(List<AlignedFace> faces, List<GeneratedCrop> crops) {
    List<Optional<Objection>> objections =
        new ArrayList<>(Collections.nCopies(faces.size(), Optional.empty()));
    for (FaceGuard guard : guards) {
      List<Integer> left = new ArrayList<>();
      List<FaceGuard.Pair> pairs = new ArrayList<>();
      for (int i = 0; i < faces.size(); i++) {
        if (objections.get(i).isEmpty() && crops.get(i) instanceof GeneratedCrop.Restored crop) {
          left.add(i);
          pairs.add(new FaceGuard.Pair(faces.get(i), crop.pixels()));
        }
      }
      Iterator<Optional<Objection>> found = guard.check(pairs).iterator();
      left.forEach(i -> objections.set(i, found.next()));
    }
    return objections;
  }

  private FaceOutcome outcome(AlignedFace face, GeneratedCrop crop, Optional<Objection> objection) {
    if (crop instanceof GeneratedCrop.Restored restored) {
      Mat pixels = restored.pixels();
      if (objection.isPresent() && options.guards().mode() == Mode.KEEP) {
        return kept(face.face(), face.shrink(), objection.get());
      }
      List<String> warnings = new ArrayList<>(face.warnings());
      objection.ifPresent(found -> warnings.add(warning(face.face(), found)));
      return new FaceOutcome.Restored(
          face,
          pixels,
          parser.map(network -> network.parse(pixels)),
          face.share(),
          List.copyOf(warnings));
    }
    return new FaceOutcome.Failed(
        face.face(), face.shrink(), "the model gave no picture for it: NaN or infinite values");
  }

  @Override
  public PastedPhoto paste(PreparedPhoto prepared) {
    List<FaceOutcome.Restored> restored = FaceOutcome.restored(prepared.outcomes());
    if (restored.isEmpty()) {
      return prepared.result(prepared.takeEnlarged());
    }
    Photo photo = prepared.enlarged().orElse(prepared.photo());
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
