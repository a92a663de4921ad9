package io.gpen.degrade.stage;

/**
 * Resizes a picture with a triangle filter: averaging where it becomes smaller, bilinear where it
 * becomes larger.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record Resize(int width, int height) implements Stage {

  /** Checks the ranges. */
  public Resize {
    Require.positive("width", width);
    Require.positive("height", height);
  }

  @Override
  public Pixels apply(Pixels picture) {
    if (width == picture.width() && height == picture.height()) {
      return picture;
    }
    return columns(rows(picture));
  }

  /** The pixels of one output place: the first, and the weights from there on. */
  private record Span(int from, float[] weights) {

    static Span of(int place, int size, int source) {
      double scale = (double) source / size;
      double support = Math.max(1, scale);
      double centre = (place + 0.5) * scale - 0.5;
      int from = Math.max(0, (int) Math.ceil(centre - support));
      int to = Math.min(source - 1, (int) Math.floor(centre + support));
      double[] exact = new double[to - from + 1];
      double sum = 0;
      for (int i = 0; i < exact.length; i++) {
        exact[i] = Math.max(0, 1 - Math.abs(from + i - centre) / support);
        sum += exact[i];
      }
      float[] weights = new float[exact.length];
      for (int i = 0; i < exact.length; i++) {
        weights[i] = (float) (exact[i] / sum);
      }
      return new Span(from, weights);
    }
  }

  private Pixels rows(Pixels picture) {
    int length = picture.width() * picture.channels();
    Pixels result = Pixels.black(picture.width(), height, picture.channels());
    for (int row = 0; row < height; row++) {
      Span span = Span.of(row, height, picture.height());
      for (int tap = 0; tap < span.weights.length; tap++) {
        int from = (span.from + tap) * length;
        float weight = span.weights[tap];
        for (int i = 0; i < length; i++) {
          result.values()[row * length + i] += weight * picture.values()[from + i];
        }
      }
    }
    return result;
  }

  private Pixels columns(Pixels picture) {
    int channels = picture.channels();
    Pixels result = Pixels.black(width, picture.height(), channels);
    Span[] spans = new Span[width];
    for (int column = 0; column < width; column++) {
      spans[column] = Span.of(column, width, picture.width());
    }
    for (int row = 0; row < picture.height(); row++) {
      for (int column = 0; column < width; column++) {
        float[] weights = spans[column].weights;
        int from = (row * picture.width() + spans[column].from) * channels;
        int to = (row * width + column) * channels;
        for (int c = 0; c < channels; c++) {
          float sum = 0;
          for (int tap = 0; tap < weights.length; tap++) {
            sum += weights[tap] * picture.values()[from + tap * channels + c];
          }
          result.values()[to + c] = sum;
        }
      }
    }
    return result;
  }
}
