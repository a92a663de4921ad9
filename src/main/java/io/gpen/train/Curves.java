package io.gpen.train;

import io.gpen.text.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * Draws the columns of a log over the steps, each in a field of its own. OpenCV draws, as Java's
 * own text needs fonts, which servers often have none of.
 */
final class Curves {

  private static final int COLUMNS = 3;
  private static final int WIDTH = 480;
  private static final int HEIGHT = 240;
  private static final int MARGIN = 12;
  private static final int TOP = 30;
  private static final int BOTTOM = 24;
  private static final double FONT = 0.42;

  private static final Scalar INK = Scalar.all(60);
  private static final Scalar FRAME = Scalar.all(200);
  private static final Scalar SINGLE = new Scalar(235, 205, 175);
  private static final Scalar MEAN = new Scalar(160, 80, 20);

  private Curves() {}

  /**
   * {@return a PNG file}
   *
   * @param rows column to value, each with its step
   */
  static byte[] png(List<Map<String, Double>> rows) {
    List<String> names =
        rows.stream()
            .flatMap(row -> row.keySet().stream())
            .distinct()
            .filter(name -> !name.equals(TrainingLog.STEP))
            .toList();
    List<Mat> fields = new ArrayList<>();
    try {
      names.forEach(name -> fields.add(field(name, rows)));
      return PictureGrid.png(fields, Math.min(COLUMNS, fields.size()));
    } finally {
      fields.forEach(Mat::release);
    }
  }

  private static Mat field(String name, List<Map<String, Double>> all) {
    Mat field = new Mat(HEIGHT, WIDTH, CvType.CV_8UC3, Scalar.all(255));
    List<Map<String, Double>> rows = all.stream().filter(row -> row.containsKey(name)).toList();
    double[] steps = rows.stream().mapToDouble(row -> row.get(TrainingLog.STEP)).toArray();
    double[] values = rows.stream().mapToDouble(row -> row.get(name)).toArray();
    double low = DoubleStream.of(values).min().orElseThrow();
    double high = DoubleStream.of(values).max().orElseThrow();
    Rect frame = new Rect(MARGIN, TOP, WIDTH - 2 * MARGIN, HEIGHT - TOP - BOTTOM);
    Imgproc.rectangle(field, frame, FRAME);
    String last = Wording.format("%.4g", values[values.length - 1]);
    text(field, name + "  " + last, MARGIN, TOP - MARGIN);
    text(field, Wording.format("%.4g", high), frame.x + 4, frame.y + 14);
    text(field, Wording.format("%.4g", low), frame.x + 4, frame.y + frame.height - 5);
    text(field, Wording.format("%.0f", steps[0]), frame.x, HEIGHT - 8);
    String end = Wording.format("step %.0f", steps[steps.length - 1]);
    text(field, end, frame.x + frame.width - 8 * end.length(), HEIGHT - 8);
    Axes axes = new Axes(frame, steps[0], steps[steps.length - 1], low, high);
    line(field, axes, steps, values, SINGLE);
    line(field, axes, steps, smoothed(values), MEAN);
    return field;
  }

  /** {@return means over a fiftieth of the curve around each value} */
  private static double[] smoothed(double[] values) {
    int reach = values.length / 100;
    double[] sums = new double[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      sums[i + 1] = sums[i] + values[i];
    }
    double[] smoothed = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int from = Math.max(0, i - reach);
      int to = Math.min(values.length, i + reach + 1);
      smoothed[i] = (sums[to] - sums[from]) / (to - from);
    }
    return smoothed;
  }

  /** Where values stand in a field. */
  private record Axes(Rect frame, double first, double last, double low, double high) {

    Point at(double step, double value) {
      double x = last > first ? (step - first) / (last - first) : 0.5;
      double y = high > low ? (value - low) / (high - low) : 0.5;
      return new Point(frame.x + x * frame.width, frame.y + (1 - y) * frame.height);
    }
  }

  private static void line(Mat field, Axes axes, double[] steps, double[] values, Scalar colour) {
    Point before = axes.at(steps[0], values[0]);
    for (int i = 0; i < steps.length; i++) {
      Point here = axes.at(steps[i], values[i]);
      Imgproc.line(field, before, here, colour, 1, Imgproc.LINE_AA);
      before = here;
    }
  }

  private static void text(Mat field, String text, int x, int y) {
    Imgproc.putText(
        field, text, new Point(x, y), Imgproc.FONT_HERSHEY_SIMPLEX, FONT, INK, 1, Imgproc.LINE_AA);
  }
}
