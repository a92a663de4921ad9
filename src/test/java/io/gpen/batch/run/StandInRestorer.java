package io.gpen.batch.run;

import io.gpen.align.FaceTemplate;
import io.gpen.detect.FaceDetector;
import io.gpen.enlarge.PhotoEnlarger;
import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.Landmarks;
import io.gpen.face.Point;
import io.gpen.generate.FaceGenerator;
import io.gpen.generate.GeneratedCrop;
import io.gpen.restore.FacePhotoRestorer;
import io.gpen.restore.RestoreOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/**
 * The real stages around two stand-ins for the networks: one face in the middle of each photo,
 * whose crop lies upright and 1:1 on the photo, comes out inverted.
 */
final class StandInRestorer {

  static final int CROP = 128;

  private StandInRestorer() {}

  static FacePhotoRestorer create(RestoreOptions options) {
    return create(options, Optional.empty());
  }

  static FacePhotoRestorer create(RestoreOptions options, Optional<PhotoEnlarger> enlarger) {
    return new FacePhotoRestorer(
        new Detector(), new Inverter(), Optional.empty(), enlarger, Optional.empty(), options);
  }

  /** {@return one that finds no face} */
  static FacePhotoRestorer faceless(RestoreOptions options, PhotoEnlarger enlarger) {
    return new FacePhotoRestorer(
        new Blind(),
        new Inverter(),
        Optional.empty(),
        Optional.of(enlarger),
        Optional.empty(),
        options);
  }

  private static final class Blind implements FaceDetector {
    @Override
    public List<Face> detect(Mat photo, double minScore) {
      return List.of();
    }

    @Override
    public void close() {}
  }

  /** {@return the left or upper edge of the crop in a photo of such a width or height} */
  static int corner(int side) {
    return (side - CROP) / 2;
  }

  private static final class Detector implements FaceDetector {
    @Override
    public List<Face> detect(Mat photo, double minScore) {
      int x = corner(photo.cols());
      int y = corner(photo.rows());
      List<Point> p = new ArrayList<>(FaceTemplate.points(CROP));
      p.replaceAll(at -> new Point(at.x() + x, at.y() + y));
      Landmarks landmarks = new Landmarks(p.get(0), p.get(1), p.get(2), p.get(3), p.get(4));
      return List.of(new Face(new FaceBox(x, y, x + CROP, y + CROP), 0.99, landmarks));
    }

    @Override
    public void close() {}
  }

  private static final class Inverter implements FaceGenerator {
    @Override
    public int size() {
      return CROP;
    }

    @Override
    public int batch() {
      return 1;
    }

    @Override
    public List<GeneratedCrop> restore(List<Mat> crops) {
      return crops.stream().map(Inverter::inverted).toList();
    }

    private static GeneratedCrop inverted(Mat crop) {
      Mat inverted = new Mat();
      Core.bitwise_not(crop, inverted);
      return new GeneratedCrop.Restored(inverted);
    }

    @Override
    public void close() {}
  }
}
