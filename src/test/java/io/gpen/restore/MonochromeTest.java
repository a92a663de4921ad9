package io.gpen.restore;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.Shared;
import io.gpen.face.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

class MonochromeTest {

  private static final String GREY = "mark-twain-1907.jpg";

  private static double spread(String name, Mat photo) {
    double spread = Monochrome.chromaSpread(photo);
    System.out.printf("chroma spread of %s: %.1f%n", name, spread);
    return spread;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "solvay-1927.jpg",
        "migrant-mother-1936.jpg",
        "mark-twain-1907.jpg",
        "curtis-apsaroke-1908.jpg",
        "greek-immigrants-1905.jpg",
        "san-francisco-1851-noface.jpg"
      })
  void greyAndTonedTestPhotographsAreMonochrome(String name) {
    Mat photo = Pictures.testphoto(name);
    assertTrue(spread(name, photo) < 5 && Monochrome.isMonochrome(photo));
  }

  @ParameterizedTest
  @ValueSource(strings = {"congress-john-lewis.jpg", "astronaut-eileen-collins.jpg"})
  void colourTestPhotographsAreNot(String name) {
    Mat photo = Pictures.testphoto(name);
    assertTrue(spread(name, photo) > 12 && !Monochrome.isMonochrome(photo));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1860Girls.jpg",
        "1899NycBlizzard.jpg",
        "1908FamilyPhoto.jpg",
        "1920sGuadalope.jpg",
        "Chief.jpg",
        "Cork1905.jpg",
        "Rutherford_Hayes.jpg",
        "Solvay_conference_1927.png",
        "Unidentified1855.jpg",
        "WaltWhitman.jpg",
        "abe.jpg",
        "dustbowl_people.jpg",
        "poverty.jpg",
        "scratched_girl.png",
        "w-b-yeats.jpg"
      })
  void otherOldPhotographsAreMonochrome(String name) {
    Mat photo = Pictures.bgr(Shared.file("photos/" + name));
    assertTrue(spread(name, photo) < 5 && Monochrome.isMonochrome(photo));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "autochrome_shaw.png",
        "ffhq/00000.png",
        "ffhq/00001.png",
        "ffhq/00002.png",
        "ffhq/00003.png",
        "ffhq/00004.png"
      })
  void anAutochromeAndColourPortraitsAreNot(String name) {
    Mat photo = Pictures.bgr(Shared.file("photos/" + name));
    assertTrue(spread(name, photo) > 12 && !Monochrome.isMonochrome(photo));
  }

  @Test
  void aYellowedPrintWithAStampIsMonochrome() {
    Mat print = yellowed(Pictures.testphoto(GREY));
    print.submat(new Rect(20, 20, 200, 150)).setTo(new Scalar(200, 60, 40));
    assertTrue(spread("a yellowed print with a blue stamp", print) < 5);
    assertTrue(Monochrome.isMonochrome(print));
  }

  @Test
  void theNoiseOfStrongCompressionIsNoColour() {
    MatOfByte bytes = new MatOfByte();
    MatOfInt quality = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, 15);
    Imgcodecs.imencode(".jpg", yellowed(Pictures.testphoto(GREY)), bytes, quality);
    Mat print = Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_COLOR);
    assertTrue(Monochrome.isMonochrome(print));
  }

  @Test
  void onePixelIsMonochrome() {
    assertTrue(Monochrome.isMonochrome(new Mat(1, 1, CvType.CV_8UC3, new Scalar(9, 200, 30))));
  }

  @Test
  void twoTonesOfTheSameLightnessAreNotMonochrome() {
    Mat photo = Pictures.testphoto(GREY);
    Mat half = photo.colRange(0, photo.cols() / 3);
    Core.multiply(half, new Scalar(0.62, 0.85, 0.97), half);
    assertFalse(Monochrome.isMonochrome(photo));
  }

  /** Black stays neutral, paper turns yellow: chroma is a curve over the lightness. */
  private static Mat yellowed(Mat grey) {
    Mat print = new Mat();
    Core.multiply(grey, new Scalar(0.62, 0.85, 0.97), print);
    Imgproc.GaussianBlur(print, print, new Size(3, 3), 0);
    return print;
  }
}
