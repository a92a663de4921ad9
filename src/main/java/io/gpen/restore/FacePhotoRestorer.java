package io.gpen.restore;

import io.gpen.align.FaceAligner;
import io.gpen.detect.Detections;
import io.gpen.detect.FaceDetector;
import io.gpen.detect.FaceSelection;
import io.gpen.detect.MultiScaleDetector;
import io.gpen.enlarge.PhotoEnlarger;
import io.gpen.face.AlignedFace;
import io.gpen.face.Face;
import io.gpen.face.FaceOutcome;
import io.gpen.face.PhotoFace;
import io.gpen.face.Point;
import io.gpen.face.SimilarityTransform;
import io.gpen.generate.FaceGenerator;
import io.gpen.guard.FaceGeometry;
import io.gpen.guard.GuardOptions.Mode;
import io.gpen.guard.Objection;
import io.gpen.identity.IdentityNetwork;
import io.gpen.image.Photo;
import io.gpen.paste.FaceParser;
import io.gpen.paste.FacePaster;
import io.gpen.paste.OtherFace;
import io.gpen.paste.PasteOptions.Mask;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.opencv.core.Mat;

/**
 * Restores the faces of photographs as GPEN's {@code face_enhancement.py} does, with these
 * differences: duplicates are dropped, faces with more detail than the generator are kept,
 * monochrome photos stay monochrome, and pixels outside the masks keep their depth and levels.
 */
public final class FacePhotoRestorer extends GeneratorRestorer {

  private final MultiScaleDetector detector;
  private final FaceAligner aligner;
  private final FacePaster paster;

  /**
   * Uses networks, which stay the caller's.
   *
   * @param detector finds the faces
   * @param generator restores the crops
   * @param parser tells face from background; present for {@link Mask#PARSING} only
   * @param enlarger enlarges the photos; present if the options ask for it
   * @param identity tells people apart; used if the options ask for a least identity
   * @param options what decides about the pixels; not for aligned crops, which {@link
   *     AlignedCropRestorer} restores
   */
  public FacePhotoRestorer(
      FaceDetector detector,
      FaceGenerator generator,
      Optional<FaceParser> parser,
      Optional<PhotoEnlarger> enlarger,
      Optional<IdentityNetwork> identity,
      RestoreOptions options) {
    super(generator, parser, enlarger, guards(Optional.of(detector), identity, options), options);
    if (options.aligned()) {
      throw new IllegalArgumentException("aligned crops need the AlignedCropRestorer");
    }
    if (parser.isPresent() != (options.paste().mask() == Mask.PARSING)) {
      throw new IllegalArgumentException("the mask PARSING and a parser need each other");
    }
    this.detector = new MultiScaleDetector(detector, options.detection());
    this.aligner = new FaceAligner(generator.size());
    this.paster = new FacePaster(generator.size(), options.paste());
  }

  @Override
  Detections detect(Mat view) {
    return detector.detect(view);
  }

  @Override
  List<PhotoFace> faces(Photo photo, Mat view, Detections found) {
    List<Face> chosen = choose(numbered(found.faces()), photo);
    return inParallel(chosen, face -> aligned(view, face, found.faces()));
  }

  /** {@return the faces that are chosen by their numbers} */
  private List<Face> numbered(List<Face> faces) {
    return IntStream.range(0, faces.size())
        .filter(i -> options().selection().takes(i + 1))
        .mapToObj(faces::get)
        .toList();
  }

  private List<Face> choose(List<Face> faces, Photo photo) {
    SelectionOptions selection = options().selection();
    List<Face> large = FaceSelection.atLeast(faces, selection.minFace());
    List<Face> chosen =
        switch (selection.choice()) {
          case ALL -> large;
          case LARGEST -> FaceSelection.largest(large, 1);
          case CENTRE ->
              FaceSelection.nearest(
                  large, new Point((photo.width() - 1) / 2.0, (photo.height() - 1) / 2.0));
        };
    return FaceSelection.largest(chosen, selection.maxFaces());
  }

  private PhotoFace aligned(Mat view, Face face, List<Face> found) {
    Optional<SimilarityTransform> toCrop = aligner.toCrop(face);
    if (toCrop.isEmpty()) {
      return new FaceOutcome.Failed(face, 0, "its eyes, nose and mouth were not told apart");
    }
    double shrink = 1 / toCrop.get().scale();
    Optional<FaceOutcome> kept = kept(face, shrink);
    if (kept.isPresent()) {
      return kept.get();
    }
    Mode mode = options().guards().mode();
    Optional<Objection> objection =
        mode == Mode.OFF ? Optional.empty() : FaceGeometry.check(face, found);
    if (objection.isPresent() && mode == Mode.KEEP) {
      return kept(face, shrink, objection.get());
    }
    AlignedFace aligned = aligner.crop(view, face, toCrop.get());
    return objection.map(wrong -> aligned.withWarning(warning(face, wrong))).orElse(aligned);
  }

  @Override
  Photo compose(Photo before, PreparedPhoto prepared, List<FaceOutcome.Restored> faces) {
    List<OtherFace> others = others(prepared);
    int factor = options().upscale();
    if (factor <= 1) {
      return before.withColour(paster.paste(before, faces, others, prepared.mono()));
    }
    // Faces keep the generator's resolution: their crops go straight into the enlarged photo.
    return before.withColour(
        paster.paste(
            before,
            faces.stream().map(face -> face.inEnlarged(factor)).toList(),
            others.stream().map(other -> other.inEnlarged(factor)).toList(),
            prepared.mono()));
  }

  /** {@return the faces of a photo that stay as they are, and what may be faces as well} */
  private List<OtherFace> others(PreparedPhoto prepared) {
    // Landmarks that no face has say nothing of where a face is.
    Set<Face> left =
        prepared.outcomes().stream()
            .filter(
                outcome ->
                    outcome instanceof FaceOutcome.Restored
                        || outcome instanceof FaceOutcome.Kept kept
                            && kept.rule() == FaceOutcome.Rule.GEOMETRY)
            .map(FaceOutcome::face)
            .collect(Collectors.toSet());
    Stream<OtherFace> certain =
        prepared.found().faces().stream()
            .filter(face -> !left.contains(face))
            .flatMap(face -> aligner.toCrop(face).stream())
            .map(toCrop -> new OtherFace(toCrop, true));
    Stream<OtherFace> weaker =
        prepared.found().weaker().stream()
            .flatMap(face -> aligner.toCrop(face).stream())
            .map(toCrop -> new OtherFace(toCrop, false));
    return Stream.concat(certain, weaker).toList();
  }
}
