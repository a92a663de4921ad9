package io.gpen.paste;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.Shared;
import io.gpen.align.FaceAligner;
import io.gpen.face.AlignedFace;
import io.gpen.face.Face;
import io.gpen.face.FaceOutcome.Restored;
import io.gpen.face.Pictures;
import io.gpen.face.SimilarityTransform;
import io.gpen.face.StoredFaces;
import io.gpen.face.StoredFaces.StoredMatrix;
import io.gpen.image.Photo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/** Whole photos with stand-in generators against the stored pictures of the reference. */
class ReferencePasteTest {

  @ParameterizedTest
  @CsvSource({
    "solvay-1927, identity, 1",
    "solvay-1927, inverted, 1",
    "migrant-mother-1936, identity, 1",
    "migrant-mother-1936, inverted, 1",
    "migrant-mother-1936, inverted, 0.4",
    "astronaut-eileen-collins, inverted, 1"
  })
  void photosComeOutAsFromTheReference(String name, String generator, double alpha) {
    String file = name + "." + generator + (alpha < 1 ? ".alpha" + alpha : "") + ".png";
    Mat expected = Pictures.bgr(Shared.file("vectors/pipeline/" + file));
    Mat photo = Pictures.testphoto(name + ".jpg");
    Mat exact = run(photo, name, generator.equals("inverted"), alpha, true);
    double[] apart = Pictures.difference(expected, exact);
    double[] own =
        Pictures.difference(expected, run(photo, name, generator.equals("inverted"), alpha, false));
    System.out.printf(
        "paste of %s: %.0f levels with the stored matrices; own: %.0f levels, mean %.2g%n",
        file, apart[0], own[0], own[1]);
    assertEquals(0, apart[0], "with the stored matrices");
    assertTrue(own[0] <= 2 && own[1] < 0.05, "with our own matrices");
  }

  @ParameterizedTest
  @CsvSource({"solvay-1927", "migrant-mother-1936", "astronaut-eileen-collins"})
  void theMaskIsTheReferences(String name) {
    // White faces in a black photo of one channel and 16 bits: the result is the mask. The filter
    // for small faces leaves white white.
    int[] positions = Shared.ints("vectors/pipeline/" + name + ".mask.positions.bin");
    float[] values = Shared.floats("vectors/pipeline/" + name + ".mask.values.bin");
    Mat photo = Pictures.testphoto(name + ".jpg");
    List<AlignedFace> faces = faces(photo, name, true);
    List<Restored> white =
        faces.stream()
            .map(face -> restored(face, new Mat(512, 512, CvType.CV_8UC3, Scalar.all(255))))
            .toList();
    short[] mask = new short[(int) photo.total()];
    FacePaster paster = new FacePaster(512, PasteOptions.REFERENCE);
    try (Photo black = Pictures.photo(Mat.zeros(photo.size(), CvType.CV_16U))) {
      paster.paste(black, white, List.of(), false).get(0, 0, mask);
    }
    double largest = 0;
    for (int i = 0; i < positions.length; i++) {
      double own = (mask[positions[i]] & 0xffff) / 65535.0;
      largest = Math.max(largest, Math.abs(own - values[i]));
    }
    System.out.printf("mask of %s: largest difference %.2g%n", name, largest);
    assertTrue(largest < 1e-4, "difference " + largest);
  }

  private static Mat run(Mat photo, String name, boolean inverted, double alpha, boolean stored) {
    List<AlignedFace> faces = faces(photo, name, stored);
    List<Restored> restored = new ArrayList<>();
    for (AlignedFace face : faces) {
      Mat crop = face.crop().clone();
      if (inverted) {
        Core.bitwise_not(crop, crop);
      }
      restored.add(new Restored(face, crop, Optional.empty(), alpha, List.of()));
    }
    FacePaster paster = new FacePaster(512, PasteOptions.REFERENCE);
    try (Photo whole = Pictures.photo(photo.clone())) {
      return paster.paste(whole, restored, List.of(), false);
    } finally {
      restored.forEach(Restored::close);
    }
  }

  private static Restored restored(AlignedFace face, Mat crop) {
    return new Restored(face, crop, Optional.empty(), 1, List.of());
  }

  private static List<AlignedFace> faces(Mat photo, String name, boolean stored) {
    FaceAligner aligner = new FaceAligner(512);
    List<Face> found = StoredFaces.of(name + ".jpg");
    List<StoredMatrix> matrices = StoredFaces.matricesOf(name + ".jpg");
    List<AlignedFace> faces = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      Face face = found.get(i);
      SimilarityTransform own = aligner.toCrop(face).orElseThrow();
      SimilarityTransform cropping = stored ? matrices.get(i).cropping() : own;
      SimilarityTransform pasting = stored ? matrices.get(i).pasting() : own;
      AlignedFace cut = aligner.crop(photo, face, cropping);
      faces.add(new AlignedFace(face, cut.crop(), pasting));
    }
    return faces;
  }
}
