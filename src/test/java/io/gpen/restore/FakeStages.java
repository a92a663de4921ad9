package io.gpen.restore;

import io.gpen.detect.FaceDetector;
import io.gpen.face.Face;
import io.gpen.generate.FaceGenerator;
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
    boolean closed;

    Detector(List<Face> faces) {
      this.faces = List.copyOf(faces);
    }

    @Override
    public List<Face> detect(Mat photo, double minScore) {
      return faces.stream().filter(face -> face.score() > minScore).toList();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** Makes of each crop what a function makes of it. */
  static final class Generator implements FaceGenerator {
    private final int size;
    private final UnaryOperator<Mat> function;
    final List<Mat> seen = new ArrayList<>();
    boolean closed;

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
    public List<Mat> restore(List<Mat> crops) {
      crops.forEach(crop -> seen.add(crop.clone()));
      return crops.stream().map(function).toList();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  static Mat inverted(Mat crop) {
    Mat inverted = new Mat();
    Core.bitwise_not(crop, inverted);
    return inverted;
  }
}
