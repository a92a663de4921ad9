package io.gpen.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.face.Pictures;
import io.gpen.face.StoredFaces;
import io.gpen.guard.GuardOptions;
import io.gpen.image.OpenCv;
import io.gpen.image.Photo;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class FaceTaskTest {

  static {
    OpenCv.load();
  }

  private static final String PHOTO = "migrant-mother-1936.jpg";
  private static final Scalar SKIN = new Scalar(120, 140, 210);

  private static Mat painted(Mat crop) {
    return new Mat(crop.size(), CvType.CV_8UC3, SKIN);
  }

  private static FacePhotoRestorer restorer(FaceTask task, UnaryOperator<Mat> generator) {
    return new FacePhotoRestorer(
        new FakeStages.Detector(StoredFaces.of(PHOTO)),
        new FakeStages.Generator(256, generator),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        RestoreOptions.REFERENCE.with(task));
  }

  private static Mat grey() {
    Mat grey = new Mat();
    Imgproc.cvtColor(Pictures.testphoto(PHOTO), grey, Imgproc.COLOR_BGR2GRAY);
    return grey;
  }

  /** {@return the reference's {@code post_process}: Y of the one, U and V of the other} */
  private static Mat reference(Mat grey, Mat colours) {
    Mat y = new Mat();
    Mat uv = new Mat();
    Mat channel = new Mat();
    Imgproc.cvtColor(grey, y, Imgproc.COLOR_BGR2YUV);
    Imgproc.cvtColor(colours, uv, Imgproc.COLOR_BGR2YUV);
    Core.extractChannel(y, channel, 0);
    Core.insertChannel(channel, uv, 0);
    Imgproc.cvtColor(uv, uv, Imgproc.COLOR_YUV2BGR);
    return uv;
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 256, 400})
  void anAlignedCropGetsTheColoursOfTheGeneratorOnItsOwnLuma(int side) {
    Mat crop = new Mat();
    Imgproc.resize(grey(), crop, new Size(side, side), 0, 0, Imgproc.INTER_AREA);
    crop.convertTo(crop, -1, 0.5, 60); // No level is clipped.
    Mat three = new Mat();
    Imgproc.cvtColor(crop, three, Imgproc.COLOR_GRAY2BGR);
    RestoreOptions options =
        RestoreOptions.REFERENCE.with(new FaceTask.Colorize()).forAlignedCrops();
    AlignedCropRestorer restorer =
        new AlignedCropRestorer(
            new FakeStages.Generator(256, FaceTaskTest::painted), Optional.empty(), options);
    try (PastedPhoto pasted = restorer.restore(Pictures.photo(crop))) {
      Mat result = pasted.photo().orElseThrow().colour();
      assertEquals(three.size(), result.size());
      // The reference rounds Y, U and V to whole levels on the way.
      assertTrue(Pictures.maxDifference(reference(three, painted(three)), result) <= 2);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aGreyPhotoGetsColourInItsFacesAndKeepsItsLightness(boolean deep) {
    Mat grey = grey();
    if (deep) {
      grey.convertTo(grey, CvType.CV_16U, 257);
    }
    Mat seen = new Mat();
    UnaryOperator<Mat> generator =
        crop -> {
          crop.copyTo(seen);
          return painted(crop);
        };
    FacePhotoRestorer restorer = restorer(new FaceTask.Colorize(), generator);
    try (PastedPhoto pasted = restorer.restore(Pictures.photo(grey.clone()))) {
      Photo after = pasted.photo().orElseThrow();
      assertEquals(3, after.colour().channels());
      assertEquals(grey.depth(), after.colour().depth());
      Rect corner = new Rect(0, 0, 40, 40);
      Mat three = new Mat();
      Imgproc.cvtColor(grey, three, Imgproc.COLOR_GRAY2BGR);
      assertEquals(0, Pictures.maxDifference(three.submat(corner), after.colour().submat(corner)));
      var nose = StoredFaces.of(PHOTO).get(0).landmarks().nose();
      double[] pixel = after.colour().get((int) nose.y(), (int) nose.x());
      double unit = deep ? 257 : 1;
      assertEquals(SKIN.val[2] - SKIN.val[0], (pixel[2] - pixel[0]) / unit, 1.5, "red above blue");
      assertEquals(
          grey.get((int) nose.y(), (int) nose.x())[0] / unit,
          (0.114 * pixel[0] + 0.587 * pixel[1] + 0.299 * pixel[2]) / unit,
          1.5);
    }
    Mat[] channels = new Mat[3];
    for (int c = 0; c < 3; c++) {
      channels[c] = new Mat();
      Core.extractChannel(seen, channels[c], c);
    }
    assertEquals(0, Pictures.maxDifference(channels[0], channels[2]), "the generator sees grey");
  }

  @Test
  void newColoursAreNoObjectionWhereColoursAreAskedFor() {
    GuardOptions guards = new GuardOptions(GuardOptions.Mode.KEEP, Optional.empty());
    RestoreOptions options =
        RestoreOptions.REFERENCE.with(new FaceTask.Colorize()).with(guards).forAlignedCrops();
    AlignedCropRestorer restorer =
        new AlignedCropRestorer(
            new FakeStages.Generator(256, FaceTaskTest::painted), Optional.empty(), options);
    Mat crop = new Mat();
    Imgproc.resize(grey(), crop, new Size(256, 256), 0, 0, Imgproc.INTER_AREA);
    try (PastedPhoto pasted = restorer.restore(Pictures.photo(crop))) {
      assertEquals(1, pasted.restored().size());
    }
  }

  @Test
  void onlyWhatTheMaskMarksIsFilledAndTheGeneratorSeesItWhite() {
    Mat photo = Pictures.testphoto(PHOTO);
    var nose = StoredFaces.of(PHOTO).get(0).landmarks().nose();
    Mat holes = Mat.zeros(photo.size(), CvType.CV_8U);
    Rect hole = new Rect((int) nose.x() - 10, (int) nose.y() - 10, 21, 21);
    holes.submat(hole).setTo(Scalar.all(255));
    double[] brightest = new double[1];
    UnaryOperator<Mat> generator =
        crop -> {
          double[] nosePixel = crop.get(152, 128);
          brightest[0] = Math.max(brightest[0], Math.min(nosePixel[0], nosePixel[2]));
          return painted(crop);
        };
    FacePhotoRestorer restorer = restorer(new FaceTask.Inpaint(Path.of("masks")), generator);
    try (PreparedPhoto prepared =
        restorer.prepare(
            Pictures.photo(photo.clone()), Optional.of(holes.clone()), Optional.empty())) {
      restorer.generate(List.of(prepared));
      try (PastedPhoto pasted = restorer.paste(prepared)) {
        Mat result = pasted.photo().orElseThrow().colour();
        Mat inside = result.submat(hole);
        assertEquals(SKIN.val[2], Core.mean(inside).val[2], 0.01);
        photo.submat(hole).copyTo(inside);
        assertEquals(0, Pictures.maxDifference(photo, result));
      }
    }
    assertEquals(255, brightest[0]);
  }

  @Test
  void aPhotoWithNothingToFillIsNotTouched() {
    Mat photo = Pictures.testphoto(PHOTO);
    FacePhotoRestorer restorer =
        restorer(new FaceTask.Inpaint(Path.of("masks")), FaceTaskTest::painted);
    Mat none = Mat.zeros(photo.size(), CvType.CV_8U);
    try (PreparedPhoto prepared =
        restorer.prepare(Pictures.photo(photo), Optional.of(none), Optional.empty())) {
      assertTrue(prepared.hasNothingToFill());
      assertTrue(prepared.waiting().isEmpty());
    }
  }
}
