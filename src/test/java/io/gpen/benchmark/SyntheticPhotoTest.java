package io.gpen.benchmark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.align.FaceAligner;
import io.gpen.face.AlignedFace;
import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.FaceOutcome.Restored;
import io.gpen.image.OpenCv;
import io.gpen.image.Photo;
import io.gpen.image.PhotoFormat;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.paste.FacePaster;
import io.gpen.paste.PasteOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/** Made photos, and the reference's way to paste into them. */
class SyntheticPhotoTest {

  /** Its faces lie away from the edges, where the program has a rule of its own. */
  private static final SyntheticPhoto SMALL = SyntheticPhoto.of(1200, 900, 4, 110, 160);

  @BeforeAll
  static void load() {
    OpenCv.load();
  }

  @Test
  void facesLieInsideAndApart() {
    List<Face> faces = Workload.FULL.large().faces();
    assertEquals(30, faces.size());
    for (int i = 0; i < faces.size(); i++) {
      FaceBox box = faces.get(i).box();
      assertTrue(box.x1() >= 0 && box.y1() >= 0 && box.x2() <= 4000 && box.y2() <= 3000);
      assertTrue(box.minSide() >= 150 && box.minSide() <= 500);
      for (Face other : faces.subList(0, i)) {
        assertEquals(0, box.intersection(other.box()));
      }
    }
  }

  @Test
  void thePhotoIsTheSameAtEveryRunAndAnotherForAnotherSeed() {
    assertArrayEquals(SMALL.jpeg(), SMALL.jpeg());
    assertFalse(Arrays.equals(SMALL.jpeg(), SMALL.withSeed(1).jpeg()));
  }

  @Test
  void bothWaysOfPastingComeToTheSame() {
    FaceAligner aligner = new FaceAligner(128);
    List<Restored> faces = new ArrayList<>();
    Mat pixels = SMALL.pixels();
    for (Face face : SMALL.faces()) {
      AlignedFace aligned = aligner.crop(pixels, face, aligner.toCrop(face).orElseThrow());
      Mat inverted = new Mat();
      Core.bitwise_not(aligned.crop(), inverted);
      faces.add(new Restored(aligned, inverted, Optional.empty(), 1, List.of()));
    }
    FacePaster paster = new FacePaster(128, PasteOptions.REFERENCE);
    try (FullSizePaste fullSize = new FullSizePaste(128);
        Photo photo =
            new Photo(
                pixels, Optional.empty(), PhotoFormat.PNG, true, PhotoMetadata.NONE, List.of())) {
      Mat ours = paster.paste(photo, faces, List.of(), false);
      Mat theirs = fullSize.paste(pixels, faces);
      double apart = Core.norm(ours, theirs, Core.NORM_INF);
      double changed = Core.norm(ours, pixels, Core.NORM_INF);
      System.out.printf("pasting in full size: %.0f levels apart, of %.0f%n", apart, changed);
      assertTrue(apart <= 2, "apart " + apart);
      assertTrue(changed > 50, "changed " + changed);
    }
  }
}
