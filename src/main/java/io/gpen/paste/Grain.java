package io.gpen.paste;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The grain of a photo around and in its faces, and new grain like it.
 *
 * <p>It is taken as white noise blurred with a Gaussian: pixels n apart have the correlation r^(n
 * n). The differences of pixels one and two apart give r, and with it the deviation. It is measured
 * in the flattest patches of each lightness, around the faces and in them, whichever has less.
 * Patches with cloth or hair in them are not taken for grain: their differences go on growing with
 * the distance, or are many times those of other lightnesses.
 */
final class Grain {

  /** The flattest patches of a lightness: one in so many. */
  private static final int FLATTEST = 6;

  /** What the middle one of them has of the mean variance of patches with nothing but grain. */
  private static final double FLAT_SHARE = 0.8;

  /**
   * How much less that is for coarse grain, of which a patch has few pieces, times the square of
   * the correlation; as found with noise of known size.
   */
  private static final double COARSE_LOSS = 0.4;

  /** How much more than the flattest a patch may have to be counted as flat. */
  private static final double FLAT_LIMIT = 1.5;

  /** Strands and edges have more. */
  private static final double MOST_DIRECTED = 0.5;

  /** How much more than with grain alone the differences of pixels far apart may be. */
  private static final double MOST_GROWTH = 1.1;

  /** How much more than the lower quarter's variance that of a lightness may be. */
  private static final double MOST_SPREAD = 3;

  /** Levels of lightness that are measured together. */
  private static final int BIN = 32;

  private static final int BINS = 256 / BIN;
  private static final int LEAST_IN_BIN = 12;
  private static final int LEAST = 30;
  private static final int LEAST_IN_FACE = 6;

  /** Largest correlation of pixels beside each other; more is not grain but a soft picture. */
  private static final double MOST_CORRELATED = 0.9;

  /** Grain of a smaller deviation in levels is not seen. */
  private static final double LEAST_DEVIATION = 0.4;

  /** Blue and red have at most so much more variance than the luma, in units of it. */
  private static final double MOST_CHROMA = 4;

  private final float[] deviation;
  private final List<NoiseField> fields = new ArrayList<>();
  private final float[] chroma = new float[2];
  private final double factor;
  private final double[] limits;

  private Grain(float[] deviation, double factor, double[] limits) {
    this.deviation = deviation;
    this.factor = factor;
    this.limits = limits;
  }

  /**
   * A patch in a face.
   *
   * @param before as it is in the photo
   * @param after variance between pixels beside each other once the restored face is pasted
   */
  record InFace(GrainPatch before, double after) {}

  /**
   * {@return the grain of a photo; empty if it has none or too little of it can be seen}
   *
   * @param around patches around the faces
   * @param inside patches in the faces
   * @param rounding variance that the rounding of the photo's levels adds to a difference
   * @param factor how many times the grain is wanted
   */
  static Optional<Grain> of(
      List<GrainPatch> around, List<InFace> inside, double rounding, double factor) {
    List<GrainPatch> plain = plain(around);
    List<GrainPatch> faces = plain(inside.stream().map(InFace::before).toList());
    if (plain.size() < LEAST) {
      return Optional.empty();
    }
    double[] limits = byLightness(plain, faces, rounding);
    List<GrainPatch> flat = plain.stream().filter(p -> isFlat(p, limits)).toList();
    if (flat.size() < LEAST_IN_BIN) {
      return Optional.empty();
    }
    double correlation = correlation(flat, 0, rounding);
    double coarse = 1 - COARSE_LOSS * correlation * correlation;
    float[] deviation = new float[256];
    float most = 0;
    for (int i = 0; i < deviation.length; i++) {
      double variance = Math.max(0, limits[i] - rounding) / (2 * (1 - correlation)) / coarse;
      deviation[i] = (float) Math.sqrt(variance);
      most = Math.max(most, deviation[i]);
    }
    if (most < LEAST_DEVIATION) {
      return Optional.empty();
    }
    Grain grain = new Grain(deviation, factor, limits);
    grain.makeFields(flat, correlation, rounding);
    return Optional.of(grain);
  }

  private static List<GrainPatch> plain(List<GrainPatch> patches) {
    return patches.stream().filter(p -> p.directed() < MOST_DIRECTED).toList();
  }

  private static boolean isFlat(GrainPatch patch, double[] limits) {
    return patch.near()[0] <= FLAT_LIMIT * limits[(int) patch.lightness()];
  }

  /** {@return for each lightness the variance between pixels beside each other that grain has} */
  private static double[] byLightness(
      List<GrainPatch> around, List<GrainPatch> inside, double rounding) {
    double[] grain = new double[BINS];
    double[] most = new double[BINS];
    for (int bin = 0; bin < BINS; bin++) {
      List<GrainPatch> first = flattest(around, bin);
      List<GrainPatch> second = flattest(inside, bin);
      most[bin] = Math.min(near(first), near(second));
      grain[bin] =
          Math.min(
              isPlain(first, rounding) ? near(first) : Double.POSITIVE_INFINITY,
              isPlain(second, rounding) ? near(second) : Double.POSITIVE_INFINITY);
    }
    double limit = MOST_SPREAD * lowerQuarter(grain, around);
    double[] levels = new double[256];
    if (limit > 0) {
      double[] known = Arrays.stream(grain).map(v -> v <= limit ? v : Double.NaN).toArray();
      double[] bins = new double[BINS];
      Arrays.setAll(bins, bin -> Math.min(most[bin], interpolated(known, bin)));
      Arrays.setAll(levels, i -> interpolated(bins, (i + 0.5) / BIN - 0.5));
    }
    return levels;
  }

  /** {@return the flattest patches of a bin; empty if there are too few} */
  private static List<GrainPatch> flattest(List<GrainPatch> patches, int bin) {
    List<GrainPatch> sorted =
        patches.stream()
            .filter(p -> (int) p.lightness() / BIN == bin)
            .sorted(Comparator.comparingDouble(p -> p.near()[0]))
            .toList();
    return sorted.size() < LEAST_IN_BIN
        ? List.of()
        : sorted.subList(0, Math.max(3, sorted.size() / FLATTEST));
  }

  /** {@return the variance in the flattest patches, were they nothing but grain} */
  private static double near(List<GrainPatch> flattest) {
    return flattest.isEmpty()
        ? Double.POSITIVE_INFINITY
        : flattest.get(flattest.size() / 2).near()[0] / FLAT_SHARE;
  }

  /** {@return whether patches have grain alone: far pixels differ no more than it makes them} */
  private static boolean isPlain(List<GrainPatch> flattest, double rounding) {
    if (flattest.isEmpty()) {
      return false;
    }
    double near = sum(flattest, p -> p.near()[0] - rounding);
    double farthest = sum(flattest, p -> p.farthest() - rounding);
    return farthest <= MOST_GROWTH * near / (1 - correlation(flattest, 0, rounding));
  }

  private static double sum(List<GrainPatch> patches, ToDoubleFunction<GrainPatch> value) {
    return patches.stream().mapToDouble(value).sum();
  }

  /** {@return the value of the bins under which a quarter of the patches lie; 0 without any} */
  private static double lowerQuarter(double[] bins, List<GrainPatch> patches) {
    double[] values =
        patches.stream()
            .mapToDouble(p -> bins[(int) p.lightness() / BIN])
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    return values.length == 0 ? 0 : values[values.length / 4];
  }

  /** Linear between the bins that have a value, the nearest one's beyond them. */
  private static double interpolated(double[] bins, double at) {
    int below = (int) Math.floor(at);
    while (below >= 0 && Double.isNaN(bins[below])) {
      below--;
    }
    int above = (int) Math.floor(at) + 1;
    while (above < BINS && Double.isNaN(bins[above])) {
      above++;
    }
    if (below < 0 || above >= BINS) {
      return bins[below < 0 ? above : below];
    }
    double share = (at - below) / (above - below);
    return bins[below] * (1 - share) + bins[above] * share;
  }

  /**
   * The correlation r of pixels beside each other. That of pixels n apart is r^(n n), so the
   * differences two apart have (1 - r^4) / (1 - r) times the variance of those one apart.
   */
  private static double correlation(List<GrainPatch> patches, int plane, double rounding) {
    double near = sum(patches, p -> p.near()[plane] - rounding);
    double far = sum(patches, p -> p.far()[plane] - rounding);
    double low = 0;
    double high = MOST_CORRELATED;
    for (int i = 0; i < 30; i++) {
      double r = (low + high) / 2;
      if ((1 + r) * (1 + r * r) * near < far) {
        low = r;
      } else {
        high = r;
      }
    }
    return low;
  }

  /** The seed comes from what was measured, so it is another one for each photo. */
  private void makeFields(List<GrainPatch> flat, double correlation, double rounding) {
    long seed =
        flat.stream()
            .map(p -> List.of(p.x(), p.y(), p.near()[0], p.lightness()))
            .toList()
            .hashCode();
    fields.add(new NoiseField(seed, correlation));
    double luma = meanDeviation(flat, 0, correlation, rounding);
    for (int plane = 1; plane < flat.get(0).near().length; plane++) {
      double own = correlation(flat, plane, rounding);
      double ratio = meanDeviation(flat, plane, own, rounding) / luma;
      chroma[plane - 1] = (float) Math.sqrt(Math.max(0, Math.min(MOST_CHROMA, ratio * ratio - 1)));
      fields.add(new NoiseField(seed + plane, own));
    }
  }

  private static double meanDeviation(
      List<GrainPatch> patches, int plane, double correlation, double rounding) {
    double near = patches.stream().mapToDouble(p -> p.near()[plane]).average().orElse(0);
    return Math.sqrt(Math.max(1e-6, near - rounding) / (2 * (1 - correlation)));
  }

  /**
   * {@return the share of the grain that a restored face lacks, 0 to 1}
   *
   * @param patches patches in that face
   * @param rounding variance that the rounding of the photo's levels adds to a difference
   */
  float lacking(List<InFace> patches, double rounding) {
    List<InFace> flat =
        patches.stream()
            .filter(p -> p.before().directed() < MOST_DIRECTED && isFlat(p.before(), limits))
            .toList();
    if (flat.size() < LEAST_IN_FACE) {
      // A small face has structure everywhere; where it has least, it must have lost something.
      flat =
          patches.stream()
              .sorted(Comparator.comparingDouble(p -> p.before().near()[0]))
              .limit(LEAST_IN_FACE)
              .toList();
    }
    if (flat.isEmpty()) {
      return 0;
    }
    double before = median(flat.stream().mapToDouble(p -> p.before().near()[0]).toArray());
    double after = median(flat.stream().mapToDouble(InFace::after).toArray());
    if (before <= rounding) {
      return 0;
    }
    double own = Math.sqrt(Math.max(0, after - PasteConstants.ROUNDING) / (before - rounding));
    double lacking = Math.max(0, 1 - own);
    return (float) (1 - Math.sqrt(1 - had(flat, rounding) * lacking * (2 - lacking)));
  }

  /**
   * {@return the part of the variance of the photo's grain that a face had before, 0 to 1: all of
   * it, or the grain around the faces was overestimated}
   */
  private double had(List<InFace> patches, double rounding) {
    double[] ratios =
        patches.stream()
            .map(InFace::before)
            .mapToDouble(
                p ->
                    Math.max(0, p.near()[0] - rounding)
                        / Math.max(rounding / 2, limits[(int) p.lightness()] - rounding))
            .sorted()
            .toArray();
    return Math.min(1, ratios[ratios.length / (2 * FLATTEST)] / FLAT_SHARE);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /**
   * Adds grain to one pixel.
   *
   * <p>What is left of the photo's own grain and what the restored face has of its own are taken as
   * the same grain: only the variance that is lacking is added.
   *
   * @param levels receive the grain: the change of each channel in levels of 0..255
   * @param first where those of the pixel begin
   * @param channels of the pixel, 1 or 3
   * @param x column of the photo
   * @param y row of the photo
   * @param lightness of the restored face, 0..255
   * @param lacking share of the grain that is lacking there, 0 to 1
   */
  void at(float[] levels, int first, int channels, int x, int y, int lightness, float lacking) {
    float amount = (float) (deviation[lightness] * factor * Math.sqrt(lacking * (2 - lacking)));
    float luma = amount * fields.get(0).at(x, y);
    if (channels == 1 || fields.size() == 1) {
      Arrays.fill(levels, first, first + channels, luma);
      return;
    }
    float blue = amount * chroma[0] * fields.get(1).at(x, y);
    float red = amount * chroma[1] * fields.get(2).at(x, y);
    levels[first] = luma + blue;
    levels[first + 1] = luma - (0.114f * blue + 0.299f * red) / 0.587f;
    levels[first + 2] = luma + red;
  }
}
