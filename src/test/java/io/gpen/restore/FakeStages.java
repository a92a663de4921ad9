package io.gpen.restore;

import io.gpen.detect.FaceDetector;
import io.gpen.face.Face;
import io.gpen.generate.FaceGenerator;
import io.gpen.generate.GeneratedCrop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/** Stand-ins for the networks. */
final class FakeStages {

  private FakeStages() {}

  /** Finds the faces it is told, whatever it sees. */
  static final class Detector implements FaceDetector {
    private final List<Face> faces;

    Detector(List<Face> faces) {
      this.faces = List.copyOf(faces);
    }

    @Override
    public List<Face> detect(Mat photo, double minScore) {
      return faces.stream().filter(face -> face.score() > minScore).toList();
    }

    @Override
    public void close() {}
  }

  /** Applies a function to each crop; an empty result stands for values that are not finite. */
  static final class Generator implements FaceGenerator {
    private final int size;
    private final UnaryOperator<Mat> function;
    final List<Mat> seen = new ArrayList<>();

    Generator(int size, UnaryOperator<Mat> function) {
      this.size = size;
      this.function = function;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public int batch() {
      return 1;
    }

    @Override
    public List<GeneratedCrop> restore(List<Mat> crops) {
      crops.forEach(crop -> seen.add(crop.clone()));
      return crops.stream().map(function).map(Generator::generated).toList();
    }

    private static GeneratedCrop generated(Mat crop) {
      return crop.empty() ? new GeneratedCrop.NotFinite() : new GeneratedCrop.Restored(crop);
    }

    @Override
    public void close() {}
  }

  static Mat inverted(Mat crop) {
    Mat inverted = new Mat();
    Core.bitwise_not(crop, inverted);
    return inverted;
  }
}
