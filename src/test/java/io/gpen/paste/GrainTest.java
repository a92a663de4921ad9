package io.gpen.paste;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.face.AlignedFace;
import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.FaceOutcome.Restored;
import io.gpen.face.Landmarks;
import io.gpen.face.Pictures;
import io.gpen.face.Point;
import io.gpen.face.SimilarityTransform;
import io.gpen.image.OpenCv;
import io.gpen.image.Photo;
import io.gpen.paste.Grain.InFace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDouble;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Photos whose grain is known, with faces that came back without it. */
class GrainTest {

  static {
    OpenCv.load();
  }

  private static final int SIZE = 512;

  /** The whole part of the face's mask. */
  private static final Rect FACE = new Rect(200, 200, 110, 180);

  private static final Rect BACKGROUND = new Rect(540, 100, 110, 180);

  /** Normal noise of a deviation in levels, as coarse as a Gaussian of a deviation in pixels. */
  private static Mat noise(double deviation, double coarse) {
    Random random = new Random(5);
    float[] values = new float[700 * 600];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    Mat noise = new Mat(600, 700, CvType.CV_32F);
    noise.put(0, 0, values);
    if (coarse > 0) {
      Imgproc.GaussianBlur(noise, noise, new Size(0, 0), coarse);
    }
    Core.multiply(noise, Scalar.all(deviation / moments(noise)[1]), noise);
    return noise;
  }

  private static double[] moments(Mat picture) {
    MatOfDouble mean = new MatOfDouble();
    MatOfDouble deviation = new MatOfDouble();
    Core.meanStdDev(picture, mean, deviation);
    return new double[] {mean.get(0, 0)[0], deviation.get(0, 0)[0]};
  }

  private static Mat photo(double level, Mat noise) {
    Mat photo = new Mat();
    Core.add(noise, Scalar.all(level), photo);
    photo.convertTo(photo, CvType.CV_8U);
    Imgproc.cvtColor(photo, photo, Imgproc.COLOR_GRAY2BGR);
    return photo;
  }

  private static Mat paste(Mat photo, Mat crop, double grain, boolean mono) {
    Point p = new Point(0, 0);
    Face face = new Face(new FaceBox(126, 100, 386, 460), 1, new Landmarks(p, p, p, p, p));
    AlignedFace aligned = new AlignedFace(face, crop.clone(), new SimilarityTransform(1, 0, 0, 0));
    Restored restored = new Restored(aligned, crop, Optional.empty(), 1, List.of());
    FacePaster paster = new FacePaster(SIZE, PasteOptions.DEFAULTS.withGrain(grain));
    try (Photo whole = Pictures.photo(photo.clone())) {
      return paster.paste(whole, List.of(restored), List.of(), mono);
    }
  }

  private static Mat flat(double level) {
    return new Mat(SIZE, SIZE, CvType.CV_8UC3, Scalar.all(level));
  }

  private static Mat channel(Mat picture, Rect area, int channel) {
    Mat plane = new Mat();
    Core.extractChannel(picture.submat(area), plane, channel);
    return plane;
  }

  private static double deviation(Mat picture, Rect area) {
    return moments(channel(picture, area, 1))[1];
  }

  /** Correlation of pixels beside each other. */
  private static double correlation(Mat picture, Rect area) {
    Mat left = channel(picture, area, 1);
    Mat right = channel(picture, new Rect(area.x + 1, area.y, area.width, area.height), 1);
    Mat difference = new Mat();
    left.convertTo(left, CvType.CV_32F);
    right.convertTo(right, CvType.CV_32F);
    Core.subtract(left, right, difference);
    double step = moments(difference)[1];
    double deviation = moments(left)[1];
    return 1 - step * step / (2 * deviation * deviation);
  }

  @ParameterizedTest
  @CsvSource({"3, 0", "8, 0", "4, 0.6", "8, 1", "12, 1.2"})
  void aSmoothFaceGetsTheGrainOfThePhoto(double deviation, double coarse) {
    Mat photo = photo(120, noise(deviation, coarse));
    Mat result = paste(photo, flat(120), 1, true);
    assertEquals(0, deviation(paste(photo, flat(120), 0, true), FACE));
    double got = deviation(result, FACE);
    double size = correlation(result, FACE);
    double wanted = correlation(photo, BACKGROUND);
    System.out.printf(
        "grain of %.0f levels, %.1f pixels: %.2f levels, correlation %.2f for %.2f%n",
        deviation, coarse, got, size, wanted);
    assertEquals(deviation, got, 0.2 * deviation);
    assertEquals(wanted, size, 0.1);
    assertEquals(120, moments(channel(result, FACE, 1))[0], 0.5);
    assertEquals(2 * got, deviation(paste(photo, flat(120), 2, true), FACE), 0.1 * got);
  }

  @Test
  void aFaceThatKeptItsGrainGetsNoMore() {
    Mat photo = photo(120, noise(8, 0.7));
    Mat crop = photo.submat(new Rect(0, 0, SIZE, SIZE)).clone();
    assertEquals(8, deviation(paste(photo, crop, 1, true), FACE), 0.4);
    Mat half = new Mat();
    Core.addWeighted(crop, 0.5, flat(120), 0.5, 0, half);
    assertEquals(8, deviation(paste(photo, half, 1, true), FACE), 1.2);
  }

  /** Film has most grain in the mid-tones. */
  @Test
  void grainFollowsTheLightness() {
    Mat noise = noise(1, 0.7);
    Mat photo = new Mat(600, 700, CvType.CV_32F);
    float[] levels = new float[600 * 700];
    noise.get(0, 0, levels);
    for (int i = 0; i < levels.length; i++) {
      boolean dark = i / 700 / 20 % 2 == 0;
      levels[i] = dark ? 40 + 4 * levels[i] : 150 + 6.5f * levels[i];
    }
    photo.put(0, 0, levels);
    photo = photo(0, photo);
    Mat crop = flat(40);
    crop.submat(new Rect(256, 0, 256, SIZE)).setTo(Scalar.all(150));
    Mat result = paste(photo, crop, 1, true);
    double dark = deviation(result, new Rect(190, 200, 60, 180));
    double light = deviation(result, new Rect(262, 200, 60, 180));
    System.out.printf("grain of 4 and 6.5 levels: %.2f and %.2f%n", dark, light);
    assertEquals(4, dark, 0.8);
    assertEquals(6.5, light, 1.3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "weave", "stripes", "blocks"})
  void textureIsNotTakenForGrain(String texture) {
    float[] levels = new float[600 * 700];
    Random random = new Random(3);
    float[] blocks = new float[75 * 88];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = random.nextInt(8);
    }
    for (int i = 0; i < levels.length; i++) {
      int x = i % 700;
      int y = i / 700;
      boolean cloth = Math.hypot((x - 256) / 140.0, (y - 280) / 185.0) > 1.1;
      levels[i] =
          switch (texture) {
            case "weave" -> cloth ? (float) (12 * Math.sin(x * 1.2) * Math.sin(y * 1.1)) : 0;
            case "stripes" -> (float) (20 * Math.sin((x + 2 * y) * 0.8));
            case "blocks" -> blocks[y / 8 * 88 + x / 8];
            default -> 0;
          };
    }
    Mat pattern = new Mat(600, 700, CvType.CV_32F);
    pattern.put(0, 0, levels);
    Mat result = paste(photo(120, pattern), flat(120), 1, true);
    assertTrue(deviation(result, FACE) < 1, "grain " + deviation(result, FACE));
  }

  @Test
  void rerunsAreIdenticalOnAnyNumberOfThreads() {
    Mat photo = photo(120, noise(8, 0.7));
    Mat first = paste(photo, flat(120), 1, false);
    ForkJoinPool one = new ForkJoinPool(1);
    Mat second = one.submit(() -> paste(photo, flat(120), 1, false)).join();
    one.shutdown();
    assertEquals(0, Pictures.maxDifference(first, second));
    Mat other = paste(photo(121, noise(8, 0.7)), flat(120), 1, false);
    assertTrue(Pictures.maxDifference(first.submat(FACE), other.submat(FACE)) > 10);
  }

  @Test
  void greyPhotosGetGreyGrainAndPixelsOutsideStay() {
    Mat photo = photo(120, noise(8, 0.7));
    Mat result = paste(photo, flat(120), 1, true);
    List<Mat> channels = new ArrayList<>();
    Core.split(result, channels);
    assertEquals(0, Pictures.maxDifference(channels.get(0), channels.get(1)));
    assertEquals(0, Pictures.maxDifference(channels.get(0), channels.get(2)));
    assertEquals(0, Pictures.maxDifference(photo.submat(BACKGROUND), result.submat(BACKGROUND)));
  }

  @Test
  void colouredGrainComesBackInColour() {
    List<Mat> channels = new ArrayList<>();
    Mat noise = noise(8, 0.8);
    Core.split(photo(120, noise), channels);
    Mat blue = new Mat();
    Core.flip(channels.get(0), blue, -1);
    channels.set(0, blue);
    Mat photo = new Mat();
    Core.merge(channels, photo);
    Mat result = paste(photo, flat(120), 1, false);
    double[] got = new double[3];
    for (int c = 0; c < 3; c++) {
      got[c] = moments(channel(result, FACE, c))[1];
    }
    System.out.printf("coloured grain: %.1f %.1f %.1f%n", got[0], got[1], got[2]);
    Mat apart = new Mat();
    Core.absdiff(channel(result, FACE, 0), channel(result, FACE, 1), apart);
    for (double deviation : got) {
      assertEquals(8, deviation, 1.2);
    }
    assertTrue(moments(apart)[0] > 2, "blue and green apart " + moments(apart)[0]);
  }

  @Test
  void sixteenBitsGetFineGrain() {
    Mat noise = noise(4, 0.7);
    Mat photo = new Mat();
    Core.add(noise, Scalar.all(120), photo);
    photo.convertTo(photo, CvType.CV_16U, 257);
    Mat result = paste(photo, flat(120), 1, false);
    assertEquals(CvType.CV_16UC1, result.type());
    double got = moments(result.submat(FACE))[1];
    // What goes into 16 bits is the change of the 8-bit view, so the rest below half a level stays.
    assertEquals(4 * 257, got, 0.2 * 4 * 257);
    short[] row = new short[FACE.width];
    result.get(FACE.y, FACE.x, row);
    int fine = 0;
    for (short level : row) {
      fine += (level & 0xffff) % 257 == 0 ? 0 : 1;
    }
    assertTrue(fine > row.length / 2, "levels between those of 8 bits: " + fine);
  }

  @Test
  void theNoiseFieldHasNoSeamAndTheSeedDecides() {
    NoiseField field = new NoiseField(7, 0.7);
    assertEquals(field.at(3, 5), field.at(515, 517));
    double seam = 0;
    double inside = 0;
    double squares = 0;
    for (int y = 0; y < 512; y++) {
      seam += Math.pow(field.at(511, y) - field.at(512, y), 2) / 512;
      inside += Math.pow(field.at(100, y) - field.at(101, y), 2) / 512;
      for (int x = 0; x < 512; x++) {
        squares += Math.pow(field.at(x, y), 2) / (512 * 512);
      }
    }
    assertEquals(1, squares, 0.03);
    assertEquals(inside, seam, 0.3 * inside);
    assertEquals(field.at(10, 10), new NoiseField(7, 0.7).at(10, 10));
    assertTrue(field.at(10, 10) != new NoiseField(8, 0.7).at(10, 10));
  }

  /** A small face has too few patches of each lightness to decide about the grain of the photo. */
  @Test
  void aFaceGetsNoMoreGrainThanItHad() {
    GrainPatch grainy = patch(20);
    List<GrainPatch> around = Collections.nCopies(100, grainy);
    Grain grain = Grain.of(around, List.of(), 0, 1).orElseThrow();
    assertTrue(grain.lacking(Collections.nCopies(8, new InFace(grainy, 0)), 0) > 0.8);
    assertTrue(grain.lacking(Collections.nCopies(8, new InFace(patch(0.5), 0)), 0) < 0.1);
    List<InFace> small = new ArrayList<>(Collections.nCopies(4, new InFace(patch(0.5), 0)));
    small.addAll(Collections.nCopies(30, new InFace(patch(200), 0)));
    assertTrue(grain.lacking(small, 0) < 0.1);
    assertEquals(1, grain.lacking(small.subList(4, 34), 0));
    assertEquals(0, grain.lacking(Collections.nCopies(4, new InFace(grainy, 25)), 0));
    assertEquals(0, grain.lacking(List.of(), 0));
  }

  private static GrainPatch patch(double near) {
    return new GrainPatch(0, 0, 100, new double[] {near}, new double[] {2 * near}, 2.2 * near, 0.1);
  }
}
