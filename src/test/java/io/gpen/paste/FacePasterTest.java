package io.gpen.paste;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.align.FaceAligner;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class FacePasterTest {

  static {
    OpenCv.load();
  }

  private static final int SIZE = 128;

  /** A face whose crop lies 1:1 on the photo with its corner at a place. */
  private static AlignedFace face(int x, int y, double boxSide, Mat crop) {
    Point p = new Point(0, 0);
    Face face =
        new Face(new FaceBox(x, y, x + boxSide, y + boxSide), 1, new Landmarks(p, p, p, p, p));
    return new AlignedFace(face, crop, new SimilarityTransform(1, 0, -x, -y));
  }

  private static AlignedFace face(int x, int y) {
    return face(x, y, 500, flat(0));
  }

  private static Mat flat(double level) {
    return new Mat(SIZE, SIZE, CvType.CV_8UC3, Scalar.all(level));
  }

  private static Mat paste(Mat photo, List<AlignedFace> faces, List<Mat> restored, boolean mono) {
    FacePaster paster = new FacePaster(SIZE, PasteOptions.REFERENCE);
    List<Restored> pasted =
        IntStream.range(0, faces.size())
            .mapToObj(i -> restored(faces.get(i), restored.get(i)))
            .toList();
    try (Photo whole = Pictures.photo(photo.clone())) {
      return paster.paste(whole, pasted, List.of(), mono);
    }
  }

  private static Restored restored(AlignedFace face, Mat crop) {
    return restored(face, crop, 1);
  }

  private static Restored restored(AlignedFace face, Mat crop, double share) {
    return new Restored(face, crop, Optional.empty(), share, List.of());
  }

  private static Mat noise(int rows, int cols, int type) {
    double top = CvType.depth(type) == CvType.CV_16U ? 65536 : 256;
    Mat noise = new Mat(rows, cols, type);
    Core.setRNGSeed(7);
    Core.randu(noise, 0, top);
    return noise;
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 3", "2, 1", "2, 3"})
  void pixelsOutsideTheMaskAreBitIdenticalInEveryDepth(int depth, int channels) {
    Mat photo = noise(300, 400, CvType.makeType(depth, channels));
    Mat before = photo.clone();
    Mat result = paste(photo, List.of(face(100, 80)), List.of(flat(255)), false);
    assertEquals(photo.type(), result.type());
    assertEquals(0, Pictures.maxDifference(before, photo));
    Mat outside = Mat.ones(photo.size(), CvType.CV_8U);
    outside.submat(new Rect(99, 79, SIZE + 2, SIZE + 2)).setTo(Scalar.all(0));
    Mat apart = new Mat();
    Core.absdiff(photo, result, apart);
    Mat elsewhere = new Mat();
    apart.copyTo(elsewhere, outside);
    assertEquals(0, Core.minMaxLoc(elsewhere.reshape(1)).maxVal);
    double full = depth == CvType.CV_16U ? 65535 : 255;
    assertEquals(full, result.get(80 + SIZE / 2, 100 + SIZE / 2)[0], 0.01 * full);
  }

  @Test
  void sixteenBitsKeepTheirFineGradations() {
    // A ramp of 16-bit steps; restoring gives back its own 8-bit view, so nothing changes at all.
    Mat ramp = new Mat(200, 200, CvType.CV_16UC3);
    short[] levels = new short[200 * 200 * 3];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (short) (20000 + i / 3 % 200 * 13 + i / 600);
    }
    ramp.put(0, 0, levels);
    Photo photo = Pictures.photo(ramp);
    Mat crop = photo.toBgr8().submat(new Rect(30, 40, SIZE, SIZE)).clone();
    AlignedFace face = face(30, 40, 500, crop);
    for (boolean mono : new boolean[] {false, true}) {
      assertEquals(
          0, Pictures.maxDifference(ramp, paste(ramp, List.of(face), List.of(crop), mono)));
    }
    // Ten levels brighter in the 8-bit view are 2570 brighter in the middle, gradations kept.
    Mat brighter = new Mat();
    Core.add(crop, Scalar.all(10), brighter);
    Mat result = paste(ramp, List.of(face), List.of(brighter), false);
    Mat change = new Mat();
    Core.subtract(result, ramp, change);
    Mat middle = change.submat(new Rect(80, 90, 20, 20));
    assertEquals(2570, Core.minMaxLoc(middle.reshape(1)).minVal, 1);
    assertEquals(2570, Core.minMaxLoc(middle.reshape(1)).maxVal, 1);
  }

  @Test
  void aGreyPhotoTakesTheLightnessOfAColouredFace() {
    Mat photo = noise(200, 200, CvType.CV_8UC1);
    Mat restored = new Mat(SIZE, SIZE, CvType.CV_8UC3, new Scalar(10, 200, 90));
    Mat result = paste(photo, List.of(face(30, 30)), List.of(restored), false);
    assertEquals(1, result.channels());
    assertEquals(0.114 * 10 + 0.587 * 200 + 0.299 * 90, result.get(94, 94)[0], 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void monochromePhotosKeepTheirChromaAtEveryPixel(boolean deep) {
    Mat sepia = Pictures.testphoto("curtis-apsaroke-1908.jpg");
    if (deep) {
      sepia.convertTo(sepia, CvType.CV_16U, 257);
    }
    double unit = deep ? 257 : 1;
    Mat restored = noise(SIZE, SIZE, CvType.CV_8UC3);
    List<AlignedFace> faces = List.of(face(170, 150), face(371, 290));
    List<Mat> crops = List.of(restored, flat(255));
    Mat result = paste(sepia, faces, crops, true);
    assertTrue(Pictures.maxDifference(sepia, result) > 100 * unit);
    double chroma = 0;
    for (int c = 1; c <= 2; c++) {
      chroma = Math.max(chroma, Pictures.maxDifference(chroma(sepia, c), chroma(result, c)) / unit);
    }
    System.out.printf(
        "chroma of a monochrome photo (16 bits: %b): %.2f levels apart%n", deep, chroma);
    assertTrue(chroma <= 1, "chroma " + chroma);
    Mat colour = paste(sepia, faces, crops, false);
    assertTrue(Pictures.maxDifference(chroma(sepia, 1), chroma(colour, 1)) > 20 * unit);
  }

  private static Mat chroma(Mat bgr, int channel) {
    Mat converted = new Mat();
    Imgproc.cvtColor(bgr, converted, Imgproc.COLOR_BGR2YCrCb);
    Mat chroma = new Mat();
    Core.extractChannel(converted, chroma, channel);
    return chroma;
  }

  @Test
  void equalChannelsOfAMonochromePhotoStayEqual() {
    Mat grey = new Mat();
    Imgproc.cvtColor(noise(200, 200, CvType.CV_8UC1), grey, Imgproc.COLOR_GRAY2BGR);
    Mat restored = noise(SIZE, SIZE, CvType.CV_8UC3);
    Mat result = paste(grey, List.of(face(30, 30)), List.of(restored), true);
    assertTrue(Pictures.maxDifference(grey, result) > 100);
    List<Mat> channels = new ArrayList<>();
    Core.split(result, channels);
    assertEquals(0, Pictures.maxDifference(channels.get(0), channels.get(1)));
    assertEquals(0, Pictures.maxDifference(channels.get(0), channels.get(2)));
  }

  @Test
  void ofOverlappingFacesTheLargerMaskWinsAndOfEqualOnesTheFirst() {
    Mat photo = Mat.zeros(200, 300, CvType.CV_8UC3);
    List<AlignedFace> faces = List.of(face(20, 30), face(80, 30), face(80, 30));
    Mat result = paste(photo, faces, List.of(flat(100), flat(200), flat(50)), false);
    assertEquals(100, result.get(94, 60)[0], 1);
    assertEquals(200, result.get(94, 180)[0], 1);
    // Here the first mask fades and the second is whole; then the other way about.
    assertEquals(200, result.get(94, 145)[0], 1);
    assertEquals(100, result.get(94, 83)[0], 1);
    for (int x = 40; x < 190; x++) {
      double level = result.get(94, x)[0];
      assertTrue(level > 80, "a hole at " + x + ": " + level);
    }
  }

  @Test
  void onlyFacesUnder100PixelsAreSoftened() {
    Mat photo = new Mat(200, 200, CvType.CV_8UC3, Scalar.all(0));
    Mat dot = flat(0);
    dot.put(64, 64, new byte[] {(byte) 160, (byte) 160, (byte) 160});
    Mat sharp = paste(photo, List.of(face(30, 30, 100, flat(0))), List.of(dot), false);
    Mat soft = paste(photo, List.of(face(30, 30, 99.9, flat(0))), List.of(dot), false);
    assertEquals(160, sharp.get(94, 94)[0]);
    assertEquals(0, sharp.get(94, 95)[0]);
    assertArrayEquals(new double[] {40, 40, 40}, soft.get(94, 94));
    assertArrayEquals(new double[] {20, 20, 20}, soft.get(94, 95));
    assertArrayEquals(new double[] {10, 10, 10}, soft.get(93, 93));
  }

  @Test
  void alphaMixesTheRestoredCropWithTheCropAsItWas() {
    Mat photo = flat(200);
    FacePaster paster = new FacePaster(SIZE, PasteOptions.REFERENCE);
    try (Photo whole = Pictures.photo(photo)) {
      AlignedFace face = face(0, 0, 500, flat(200));
      Mat result = paster.paste(whole, List.of(restored(face, flat(100), 0.25)), List.of(), false);
      assertEquals(175, result.get(64, 64)[0]);
      Mat none = paster.paste(whole, List.of(restored(face, flat(100), 0)), List.of(), false);
      assertEquals(0, Pictures.maxDifference(photo, none));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 256, 1024})
  void cropsOfEverySizeGoBackToTheirPlace(int size) {
    Mat photo = Pictures.testphoto("astronaut-eileen-collins.jpg");
    Imgproc.GaussianBlur(photo, photo, new Size(0, 0), 2.5);
    FaceAligner aligner = new FaceAligner(size);
    Point[] p = {
      new Point(203.9, 102.8),
      new Point(245.1, 104.3),
      new Point(224.5, 129.1),
      new Point(202.7, 139),
      new Point(244.8, 140.2)
    };
    Face face =
        new Face(new FaceBox(178, 56, 300, 196), 1, new Landmarks(p[0], p[1], p[2], p[3], p[4]));
    FacePaster paster = new FacePaster(size, PasteOptions.REFERENCE);
    try (Photo whole = Pictures.photo(photo);
        AlignedFace cut = aligner.crop(photo, face, aligner.toCrop(face).orElseThrow())) {
      Mat same = paster.paste(whole, List.of(restored(cut, cut.crop())), List.of(), false);
      double[] apart = Pictures.difference(photo, same);
      System.out.printf("there and back at %d: %.0f levels, mean %.3f%n", size, apart[0], apart[1]);
      assertTrue(apart[1] < 0.35, "mean " + apart[1]);
      Mat white = new Mat(size, size, CvType.CV_8UC3, Scalar.all(255));
      Mat filled = paster.paste(whole, List.of(restored(cut, white)), List.of(), false);
      assertEquals(255, filled.get(124, 224)[0], 1);
      assertEquals(photo.get(300, 400)[0], filled.get(300, 400)[0]);
    }
  }

  @Test
  void facesAtAndBeyondTheEdgesAreCutOff() {
    Mat photo = noise(150, 150, CvType.CV_8UC3);
    List<AlignedFace> faces = List.of(face(-60, -60), face(100, 120), face(5000, 5000));
    Mat result = paste(photo, faces, List.of(flat(250), flat(250), flat(250)), false);
    assertEquals(250, result.get(9, 9)[0], 1);
    assertEquals(photo.get(60, 120)[1], result.get(60, 120)[1]);
  }

  @Test
  void theBlackBeyondThePhotosEdgeIsNotDrawnIn() {
    // The crop reaches 60 pixels beyond the left edge; the generator carries its black 1 px
    // inwards.
    Mat photo = new Mat(150, 150, CvType.CV_8UC3, Scalar.all(200));
    Mat restored = flat(200);
    restored.submat(new Rect(0, 0, 61, SIZE)).setTo(Scalar.all(0));
    Mat result = paste(photo, List.of(face(-60, 10)), List.of(restored), false);
    assertEquals(0, Pictures.maxDifference(photo, result));
    // A face whose mask ends before the edge is whole up to the end of its mask.
    Mat inside = paste(photo, List.of(face(0, 10)), List.of(flat(0)), false);
    float[] mask = new float[SIZE];
    FeatherMask.of(SIZE).get(SIZE / 2, 0, mask);
    for (int x = 4; x < SIZE / 2; x++) {
      assertEquals(Math.rint(200 * (1 - mask[x])), inside.get(10 + SIZE / 2, x)[0], 1);
    }
  }

  @Test
  void aPanoramaIsPastedWhereTheFaceIs() {
    Mat photo = Mat.zeros(150, 40000, CvType.CV_8UC1);
    Mat result = paste(photo, List.of(face(39000, 10)), List.of(flat(250)), false);
    assertEquals(250, result.get(74, 39064)[0], 1);
    assertEquals(0, result.get(74, 30000)[0]);
  }

  @Test
  void withoutFacesNothingChanges() {
    Mat photo = noise(50, 60, CvType.CV_16UC3);
    assertEquals(0, Pictures.maxDifference(photo, paste(photo, List.of(), List.of(), true)));
  }
}
