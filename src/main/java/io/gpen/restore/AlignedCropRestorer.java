package io.gpen.restore;

import io.gpen.align.FaceTemplate;
import io.gpen.face.AlignedFace;
import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.Landmarks;
import io.gpen.face.Point;
import io.gpen.face.SimilarityTransform;
import io.gpen.generate.FaceGenerator;
import io.gpen.image.Photo;
import io.gpen.paste.CropReplacement;
import io.gpen.restore.FaceResult.Fate;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Restores pictures that are aligned face crops themselves: no detection, no mask. As in the
 * reference, the result has the generator's size whatever the size of the input; the generator's
 * detail is there and nowhere else, and who wants another size scales the result.
 */
public final class AlignedCropRestorer implements PhotoRestorer {

  /** How much longer than the other a side may be; more would squeeze the face. */
  private static final double MAX_ASPECT = 1.02;

  private final FaceGenerator generator;
  private final RestoreOptions options;

  /**
   * Takes over the generator.
   *
   * @param generator restores the crops
   * @param options what decides about the pixels; what is about finding faces has no effect
   */
  public AlignedCropRestorer(FaceGenerator generator, RestoreOptions options) {
    this.generator = generator;
    this.options = options;
  }

  @Override
  public PreparedPhoto prepare(Photo photo) {
    try (BgrView view = new BgrView(photo)) {
      FaceResult face = judge(photo);
      if (face.fate() != Fate.RESTORED) {
        return new PreparedPhoto(photo, List.of(face), List.of(), false);
      }
      double scale = (double) generator.size() / photo.width();
      double shift = (scale - 1) / 2;
      AlignedFace aligned =
          new AlignedFace(
              face.face(), resized(view.pixels()), new SimilarityTransform(scale, 0, shift, shift));
      boolean mono = options.mono().applies(photo, view.pixels());
      return new PreparedPhoto(photo, List.of(face), List.of(aligned), mono);
    } catch (RuntimeException | Error e) {
      photo.close();
      throw e;
    }
  }

  private FaceResult judge(Photo photo) {
    double width = photo.width();
    double height = photo.height();
    List<Point> points =
        FaceTemplate.points(generator.size()).stream()
            .map(
                p -> new Point(p.x() * width / generator.size(), p.y() * height / generator.size()))
            .toList();
    Landmarks landmarks =
        new Landmarks(points.get(0), points.get(1), points.get(2), points.get(3), points.get(4));
    Face face = new Face(new FaceBox(0, 0, width, height), 1, landmarks);
    double shrink = Math.max(width, height) / generator.size();
    if (Math.max(width, height) > MAX_ASPECT * Math.min(width, height)) {
      String reason =
          "it has %d x %d pixels and an aligned face crop is square"
              .formatted(photo.width(), photo.height());
      return new FaceResult(face, Fate.SKIPPED, shrink, reason);
    }
    return FaceResult.byShrink(face, shrink, options.maxShrink());
  }

  private Mat resized(Mat pixels) {
    Mat resized = new Mat();
    Imgproc.resize(
        pixels, resized, new Size(generator.size(), generator.size()), 0, 0, Imgproc.INTER_LINEAR);
    return resized;
  }

  @Override
  public int batch() {
    return generator.batch();
  }

  @Override
  public void generate(List<PreparedPhoto> photos) {
    CropGeneration.run(generator, photos);
  }

  @Override
  public RestoredPhoto paste(PreparedPhoto prepared) {
    return CropGeneration.finish(
        prepared,
        (faces, restored) -> {
          Photo photo = prepared.photo();
          try (Photo base =
              new Photo(
                  resized(photo.colour()),
                  photo.alpha().map(this::resized),
                  photo.format(),
                  photo.lossless(),
                  photo.metadata(),
                  photo.warnings())) {
            Mat colour =
                CropReplacement.replace(
                    base, faces.get(0).crop(), restored.get(0), options.alpha(), prepared.mono());
            return base.withColour(colour);
          }
        });
  }

  @Override
  public void close() {
    generator.close();
  }
}
