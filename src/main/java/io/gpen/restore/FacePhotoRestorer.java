package io.gpen.restore;

import io.gpen.align.FaceAligner;
import io.gpen.detect.DuplicateFilter;
import io.gpen.detect.FaceDetector;
import io.gpen.detect.FaceSelection;
import io.gpen.face.AlignedFace;
import io.gpen.face.Face;
import io.gpen.face.Point;
import io.gpen.face.SimilarityTransform;
import io.gpen.generate.FaceGenerator;
import io.gpen.image.Photo;
import io.gpen.paste.FaceParser;
import io.gpen.paste.FacePaster;
import io.gpen.paste.FeatherMask;
import io.gpen.restore.RestoreOptions.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/**
 * Restores the faces of photographs as GPEN's {@code face_enhancement.py} does, with what that
 * lacks: duplicates are dropped, faces finer than the generator are kept, monochrome photos stay
 * monochrome, and pixels outside the masks keep their depth and levels.
 */
public final class FacePhotoRestorer implements PhotoRestorer {

  private final FaceDetector detector;
  private final DuplicateFilter duplicates;
  private final FaceGenerator generator;
  private final Optional<FaceParser> parser;
  private final RestoreOptions options;
  private final FaceAligner aligner;
  private final FacePaster paster;

  /**
   * Takes over the networks; for the mask that needs none of its own.
   *
   * @param detector finds the faces
   * @param generator restores the crops
   * @param options what decides about the pixels; not for aligned crops, which {@link
   *     AlignedCropRestorer} restores
   */
  public FacePhotoRestorer(FaceDetector detector, FaceGenerator generator, RestoreOptions options) {
    this(detector, generator, Optional.empty(), options);
  }

  /**
   * Takes over the networks.
   *
   * @param detector finds the faces
   * @param generator restores the crops
   * @param parser tells face from background; there for {@link Mask#PARSING} only
   * @param options what decides about the pixels; not for aligned crops, which {@link
   *     AlignedCropRestorer} restores
   */
  public FacePhotoRestorer(
      FaceDetector detector,
      FaceGenerator generator,
      Optional<FaceParser> parser,
      RestoreOptions options) {
    if (options.aligned()) {
      throw new IllegalArgumentException("aligned crops need the AlignedCropRestorer");
    }
    if (parser.isPresent() != (options.mask() == Mask.PARSING)) {
      throw new IllegalArgumentException("the mask PARSING and a parser need each other");
    }
    this.detector = detector;
    this.duplicates = new DuplicateFilter(detector);
    this.generator = generator;
    this.parser = parser;
    this.options = options;
    this.aligner = new FaceAligner(generator.size());
    this.paster = new FacePaster(generator.size());
  }

  @Override
  public PreparedPhoto prepare(Photo photo) {
    List<FaceResult> faces = new ArrayList<>();
    List<AlignedFace> aligned = List.of();
    try (BgrView view = new BgrView(photo)) {
      List<Face> toAlign = new ArrayList<>();
      List<SimilarityTransform> toCrops = new ArrayList<>();
      for (Face face : choose(detect(view.pixels()), photo)) {
        Optional<SimilarityTransform> toCrop = aligner.toCrop(face);
        FaceResult result = judge(face, toCrop);
        if (result.fate() == FaceResult.Fate.RESTORED) {
          toAlign.add(face);
          toCrops.add(toCrop.orElseThrow());
        }
        faces.add(result);
      }
      aligned = aligner.crops(view.pixels(), toAlign, toCrops);
      boolean mono = !aligned.isEmpty() && options.mono().applies(photo, view.pixels());
      return new PreparedPhoto(photo, faces, aligned, mono);
    } catch (RuntimeException | Error e) {
      aligned.forEach(AlignedFace::close);
      photo.close();
      throw e;
    }
  }

  private List<Face> detect(Mat view) {
    synchronized (detector) {
      List<Face> found = detector.detect(view, options.minScore());
      return duplicates.withoutDuplicates(view, found, options.minScore());
    }
  }

  private List<Face> choose(List<Face> faces, Photo photo) {
    List<Face> large = FaceSelection.atLeast(faces, options.minFace());
    List<Face> chosen =
        switch (options.choice()) {
          case ALL -> large;
          case LARGEST -> FaceSelection.largest(large, 1);
          case CENTRE ->
              FaceSelection.nearest(
                  large, new Point((photo.width() - 1) / 2.0, (photo.height() - 1) / 2.0));
        };
    return FaceSelection.largest(chosen, options.maxFaces());
  }

  private FaceResult judge(Face face, Optional<SimilarityTransform> toCrop) {
    if (toCrop.isEmpty()) {
      return new FaceResult(
          face, FaceResult.Fate.SKIPPED, 0, "its landmarks do not say how the face lies");
    }
    return FaceResult.byShrink(face, 1 / toCrop.get().scale(), options.maxShrink());
  }

  @Override
  public int batch() {
    return generator.batch();
  }

  @Override
  public void generate(List<PreparedPhoto> photos) {
    CropGeneration.run(generator, photos);
    parser.ifPresent(network -> photos.forEach(photo -> parse(network, photo)));
  }

  /** Here and not while pasting: two networks at once would only take the cores from each other. */
  private static void parse(FaceParser parser, PreparedPhoto prepared) {
    synchronized (parser) {
      for (Mat crop : prepared.restored()) {
        if (!crop.empty()) {
          prepared.parsed().add(parser.parse(crop));
        }
      }
    }
  }

  @Override
  public RestoredPhoto paste(PreparedPhoto prepared) {
    return CropGeneration.finish(
        prepared,
        (faces, restored) -> prepared.photo().withColour(pasted(prepared, faces, restored)));
  }

  private Mat pasted(PreparedPhoto prepared, List<AlignedFace> faces, List<Mat> restored) {
    Photo photo = prepared.photo();
    if (parser.isEmpty()) {
      return paster.paste(photo, faces, restored, options.alpha(), prepared.mono());
    }
    List<Mat> masks = new ArrayList<>();
    try {
      for (Mat face : prepared.parsed()) {
        masks.add(FeatherMask.ofFace(face, generator.size()));
      }
      return paster.paste(photo, faces, restored, masks, options.alpha(), prepared.mono());
    } finally {
      masks.forEach(Mat::release);
    }
  }

  @Override
  public void close() {
    detector.close();
    generator.close();
    parser.ifPresent(FaceParser::close);
  }
}
