package io.gpen.paste;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.face.SimilarityTransform;
import io.gpen.image.OpenCv;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Pixels and masks of parts are those that OpenCV's warpAffine gives the whole photo. */
class CropPatchTest {

  private static final int SIZE = 64;
  private static final Rect PART = new Rect(37, 21, 70, 50);

  static {
    OpenCv.load();
  }

  @ParameterizedTest
  @CsvSource({
    "1,0,-40,-30",
    "0.8,0.31,-35.3,-40.7",
    "-0.4,0.9,100.25,-33.3",
    "2.7,-1.3,-130,10",
    "0.21,0.11,-3,7.7",
    "1,0.0001,-70.5,-50.5"
  })
  void everyPixelAndEveryShareIsThatOfWarpAffine(double a, double b, double tx, double ty) {
    SimilarityTransform toCrop = new SimilarityTransform(a, b, tx, ty);
    Core.setRNGSeed(5);
    Mat crop = new Mat(SIZE, SIZE, CvType.CV_8UC3);
    Core.randu(crop, 0, 256);
    Mat mask = new Mat(SIZE, SIZE, CvType.CV_32F);
    Core.randu(mask, 0.01, 1);
    // As in real masks the middle is flat, and not quite 1.
    Mat middle = mask.submat(new Rect(11, 11, SIZE - 22, SIZE - 22));
    middle.setTo(Scalar.all(0.99999976));
    middle.release();
    Mat warpedCrop = warped(crop, toCrop);
    Mat warpedMask = warped(mask, toCrop);
    WarpMap map = new WarpMap(toCrop, PART);
    MaskShares shares = new MaskShares(mask);
    CropPatch patch = new CropPatch();
    patch.take(flat(crop), map.reach());
    patch.take(crop, map.reach());
    int inside = 0;
    for (int y = PART.y; y < PART.y + PART.height; y++) {
      for (int i = 0; i < PART.width; i++) {
        int x = map.rowX(y) + map.columnsX()[i] >> WarpMap.SHIFT;
        int down = map.rowY(y) + map.columnsY()[i] >> WarpMap.SHIFT;
        String where = "column %d, row %d".formatted(PART.x + i, y);
        float share = (float) warpedMask.get(y, PART.x + i)[0];
        assertEquals(share, shares.at(x, down), where);
        double[] bgr = warpedCrop.get(y, PART.x + i);
        int levels = (int) bgr[0] | (int) bgr[1] << 8 | (int) bgr[2] << 16;
        assertEquals(levels, patch.at(x, down), where);
        inside += share > 0 ? 1 : 0;
      }
    }
    assertTrue(inside > 100, "only " + inside + " pixels are inside");
  }

  /** Something that must not shine through. */
  private static Mat flat(Mat crop) {
    return new Mat(crop.size(), crop.type(), Scalar.all(255));
  }

  private static Mat warped(Mat picture, SimilarityTransform toCrop) {
    Mat matrix = new Mat(2, 3, CvType.CV_64F);
    matrix.put(0, 0, toCrop.rows());
    Mat warped = new Mat();
    Imgproc.warpAffine(
        picture,
        warped,
        matrix,
        new Size(200, 150),
        Imgproc.INTER_LINEAR | Imgproc.WARP_INVERSE_MAP,
        Core.BORDER_CONSTANT,
        Scalar.all(0));
    matrix.release();
    return warped;
  }
}
