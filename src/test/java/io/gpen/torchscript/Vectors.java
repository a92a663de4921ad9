package io.gpen.torchscript;

import io.gpen.DeterministicWeights;
import io.gpen.Shared;
import io.gpen.checkpoint.StateDict;
import io.gpen.engine.Engine;
import io.gpen.engine.EngineOptions;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.image.OpenCv;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Inputs, weights and outputs of the reference vectors for networks. */
final class Vectors {

  /** One engine for all tests of the process, as the native library is the process's. */
  private static final Engine ENGINE = Engine.start(EngineOptions.DEFAULT);

  private Vectors() {}

  static StateDict gpenWeights(String name) {
    return DeterministicWeights.of(
        "vectors/gpen/" + name + ".keys.tsv", DeterministicWeights.Family.GPEN, 1);
  }

  static Network network(StateDict weights, Form form, Path folder) throws IOException {
    return network(weights, Variant.of(form), folder);
  }

  static Network network(StateDict weights, Variant variant, Path folder) throws IOException {
    Path archive = folder.resolve(variant + ".pt");
    Converter.convert(weights, variant, archive);
    return load(archive);
  }

  static Network load(Path archive) {
    return ENGINE.load(archive);
  }

  /** {@return the aligned face of the vectors as the generator takes it} */
  static Tensor face(int size) {
    OpenCv.load();
    Mat face = read("vectors/inputs/face-" + Math.min(size, 512) + ".png");
    Mat resized = new Mat();
    Imgproc.resize(face, resized, new Size(size, size), 0, 0, Imgproc.INTER_LINEAR);
    Mat rgb = new Mat();
    Imgproc.cvtColor(resized, rgb, Imgproc.COLOR_BGR2RGB);
    Tensor tensor = planes(rgb, new double[3], 1 / 127.5, -1);
    face.release();
    resized.release();
    rgb.release();
    return tensor;
  }

  /** {@return a picture of the vectors, RGB, levels times a factor plus an offset} */
  static Tensor rgb(String name, double scale, double offset) {
    OpenCv.load();
    Mat rgb = read(name);
    Imgproc.cvtColor(rgb, rgb, Imgproc.COLOR_BGR2RGB);
    Tensor tensor = planes(rgb, new double[3], scale, offset);
    rgb.release();
    return tensor;
  }

  /** {@return a picture as the detector takes it} */
  static Tensor detectorInput(Path picture) {
    OpenCv.load();
    Mat bgr = Imgcodecs.imread(picture.toString(), Imgcodecs.IMREAD_COLOR);
    Tensor tensor = planes(bgr, new double[] {104, 117, 123}, 1, 0);
    bgr.release();
    return tensor;
  }

  private static Mat read(String name) {
    return Imgcodecs.imread(Shared.file(name).toString(), Imgcodecs.IMREAD_COLOR);
  }

  private static Tensor planes(Mat picture, double[] mean, double scale, double offset) {
    int pixels = picture.rows() * picture.cols();
    float[] values = new float[3 * pixels];
    Mat plane = new Mat();
    Mat converted = new Mat();
    for (int c = 0; c < 3; c++) {
      Core.extractChannel(picture, plane, c);
      plane.convertTo(converted, CvType.CV_32F);
      float[] row = new float[pixels];
      converted.get(0, 0, row);
      for (int i = 0; i < pixels; i++) {
        values[c * pixels + i] = (float) ((row[i] - mean[c]) * scale + offset);
      }
    }
    plane.release();
    converted.release();
    return new Tensor(FloatBuffer.wrap(values), 1, 3, picture.rows(), picture.cols());
  }

  /** {@return the picture and its mirror as one batch} */
  static Tensor withMirror(Tensor face) {
    int size = face.shape()[3];
    int length = face.data().limit();
    float[] both = new float[2 * length];
    face.data().get(0, both, 0, length);
    for (int i = 0; i < length; i++) {
      int x = i % size;
      both[length + i] = both[i - x + size - 1 - x];
    }
    return new Tensor(FloatBuffer.wrap(both), 2, 3, size, size);
  }

  /** {@return the largest difference at the stored positions of a tensor} */
  static double difference(String sample, Tensor actual) {
    int[] positions = Shared.ints("vectors/" + sample + ".positions.bin");
    float[] values = Shared.floats("vectors/" + sample + ".values.bin");
    double largest = 0;
    for (int i = 0; i < positions.length; i++) {
      largest = Math.max(largest, Math.abs(values[i] - actual.data().get(positions[i])));
    }
    return largest;
  }

  /** {@return the largest difference of a whole tensor} */
  static double difference(float[] expected, Tensor actual) {
    if (expected.length != actual.data().limit()) {
      throw new AssertionError(expected.length + " values expected, not " + actual.data().limit());
    }
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i] - actual.data().get(i)));
    }
    return largest;
  }
}
